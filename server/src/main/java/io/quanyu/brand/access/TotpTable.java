package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.RECOVERY_CODE;
import static io.quanyu.brand.access.internal.db.Tables.TOTP;

import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.WrappedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Second factors: {@code brand_access.totp} and {@code recovery_code}. A secret is sealed under a
 * key that is bound to its person: swapped rows do not open.
 */
final class TotpTable {

  private static final byte[] PLACE = "secret".getBytes(StandardCharsets.UTF_8);

  static final WrappedKeys WRAPPED =
      WrappedKeys.ofFiles("brand_access.totp", "wrapped_key", "staff_id", "'totp:' || staff_id");

  private final DSLContext dsl;
  private final FileKeys keys;
  private final Clock clock;

  TotpTable(DSLContext dsl, FileKeys keys, Clock clock) {
    this.dsl = dsl;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Somebody's second factor, begun or in use.
   *
   * @param confirmedAt empty: begun only
   * @param lastStep the latest step whose code was used
   * @param failures wrong codes since the last right one
   */
  record Totp(Secret secret, Optional<Instant> confirmedAt, long lastStep, int failures) {

    boolean isOn() {
      return confirmedAt.isPresent();
    }
  }

  /** What the app shares with us; never in a log. */
  static final class Secret {
    private final byte[] bytes;

    Secret(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  boolean isOn(UUID staffId) {
    return dsl.fetchExists(TOTP, TOTP.STAFF_ID.eq(staffId), TOTP.CONFIRMED_AT.isNotNull());
  }

  Optional<Instant> confirmedAt(UUID staffId) {
    return dsl.select(TOTP.CONFIRMED_AT)
        .from(TOTP)
        .where(TOTP.STAFF_ID.eq(staffId), TOTP.CONFIRMED_AT.isNotNull())
        .fetchOptional(row -> row.value1().toInstant());
  }

  /** Until the end of the transaction nobody else uses it. */
  Optional<Totp> lock(UUID staffId) {
    return dsl.selectFrom(TOTP)
        .where(TOTP.STAFF_ID.eq(staffId))
        .forUpdate()
        .fetchOptional(row ->
            new Totp(
                new Secret(
                    keys.unwrap(keyName(staffId), row.getWrappedKey())
                        .open(row.getSealedSecret(), PLACE)),
                Optional.ofNullable(row.getConfirmedAt()).map(OffsetDateTime::toInstant),
                row.getLastStep(),
                row.getFailures()));
  }

  /** Keeps a secret that is not asked for yet; replaces one that was begun, never one in use. */
  boolean begin(UUID staffId, byte[] secret) {
    var key = keys.create(keyName(staffId));
    var sealed = key.seal(secret, PLACE);
    return dsl.insertInto(TOTP)
            .set(TOTP.STAFF_ID, staffId)
            .set(TOTP.WRAPPED_KEY, key.wrapped())
            .set(TOTP.SEALED_SECRET, sealed)
            .set(TOTP.CREATED_AT, now())
            .onConflict(TOTP.STAFF_ID)
            .doUpdate()
            .set(TOTP.WRAPPED_KEY, key.wrapped())
            .set(TOTP.SEALED_SECRET, sealed)
            .set(TOTP.CREATED_AT, now())
            .set(TOTP.LAST_STEP, 0L)
            .set(TOTP.FAILURES, 0)
            .where(TOTP.CONFIRMED_AT.isNull())
            .execute()
        == 1;
  }

  void confirm(UUID staffId) {
    dsl.update(TOTP).set(TOTP.CONFIRMED_AT, now()).where(TOTP.STAFF_ID.eq(staffId)).execute();
  }

  /** A code of this step was right. */
  void use(UUID staffId, long step) {
    dsl.update(TOTP)
        .set(TOTP.LAST_STEP, step)
        .set(TOTP.FAILURES, 0)
        .where(TOTP.STAFF_ID.eq(staffId))
        .execute();
  }

  /** Counts a wrong code. */
  void countFailure(UUID staffId) {
    dsl.update(TOTP)
        .set(TOTP.FAILURES, TOTP.FAILURES.plus(1))
        .where(TOTP.STAFF_ID.eq(staffId))
        .execute();
  }

  /** Whether it was one of hers and unused; now it is used. */
  boolean useRecoveryCode(UUID staffId, byte[] hash) {
    boolean isUsed =
        dsl.deleteFrom(RECOVERY_CODE)
                .where(RECOVERY_CODE.STAFF_ID.eq(staffId), RECOVERY_CODE.CODE_HASH.eq(hash))
                .execute()
            == 1;
    if (isUsed) {
      dsl.update(TOTP).set(TOTP.FAILURES, 0).where(TOTP.STAFF_ID.eq(staffId)).execute();
    }
    return isUsed;
  }

  void replaceRecoveryCodes(UUID staffId, Collection<byte[]> hashes) {
    dsl.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.STAFF_ID.eq(staffId)).execute();
    var unused = dsl.insertInto(RECOVERY_CODE, RECOVERY_CODE.STAFF_ID, RECOVERY_CODE.CODE_HASH);
    for (var hash : hashes) {
      unused = unused.values(staffId, hash);
    }
    unused.execute();
  }

  int countRecoveryCodes(UUID staffId) {
    return dsl.fetchCount(RECOVERY_CODE, RECOVERY_CODE.STAFF_ID.eq(staffId));
  }

  /** Whether there was one, in use or begun. */
  boolean delete(UUID staffId) {
    return dsl.deleteFrom(TOTP).where(TOTP.STAFF_ID.eq(staffId)).execute() == 1;
  }

  private static String keyName(UUID staffId) {
    return "totp:" + staffId;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
