package io.quanyu.platform.crypto;

import static io.quanyu.platform.crypto.internal.db.Tables.MASTER_KEY;
import static io.quanyu.platform.crypto.internal.db.Tables.REWRAPPING;
import static io.quanyu.platform.crypto.internal.db.Tables.WRAPPED_COUNT;
import static org.jooq.impl.DSL.sum;

import io.quanyu.platform.crypto.internal.db.tables.records.MasterKeyRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** The ids of master keys, and how far a rotation has come. */
final class MasterKeyTable {

  private final DSLContext dsl;

  MasterKeyTable(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Until the end of the transaction nobody else changes the keyset. */
  void lock() {
    dsl.execute("select pg_advisory_xact_lock(hashtext('platform_crypto.master_key'))");
  }

  /** Youngest first. */
  List<MasterKeyRecord> list() {
    return dsl.selectFrom(MASTER_KEY).orderBy(MASTER_KEY.MADE_AT.desc(), MASTER_KEY.KEY_ID).fetch();
  }

  Optional<MasterKeyRecord> find(int keyId) {
    return dsl.selectFrom(MASTER_KEY).where(MASTER_KEY.KEY_ID.eq(keyId)).fetchOptional();
  }

  /** The new key of the rotation that is not finished. */
  Optional<MasterKeyRecord> findUnfinished() {
    return dsl.selectFrom(MASTER_KEY)
        .where(MASTER_KEY.REWRAPPED_AT.isNull(), MASTER_KEY.DESTROYED_AT.isNull())
        .fetchOptional();
  }

  void insertFirst(int keyId, OffsetDateTime madeAt) {
    dsl.insertInto(MASTER_KEY)
        .set(MASTER_KEY.KEY_ID, keyId)
        .set(MASTER_KEY.MADE_AT, madeAt)
        .set(MASTER_KEY.PRIMARY_AT, madeAt)
        .set(MASTER_KEY.REWRAPPED_AT, madeAt)
        .onConflictDoNothing()
        .execute();
  }

  /** A key that the file has and the database does not know: all is to be wrapped by it. */
  void insertFound(int keyId, Instant now) {
    dsl.insertInto(MASTER_KEY)
        .set(MASTER_KEY.KEY_ID, keyId)
        .set(MASTER_KEY.MADE_AT, utc(now))
        .set(MASTER_KEY.PRIMARY_AT, utc(now))
        .onConflictDoNothing()
        .execute();
  }

  void insert(int keyId, String madeBy, Instant now) {
    dsl.insertInto(MASTER_KEY)
        .set(MASTER_KEY.KEY_ID, keyId)
        .set(MASTER_KEY.MADE_AT, utc(now))
        .set(MASTER_KEY.MADE_BY, madeBy)
        .execute();
  }

  void markPrimary(int keyId, Instant now) {
    dsl.update(MASTER_KEY)
        .set(MASTER_KEY.PRIMARY_AT, utc(now))
        .where(MASTER_KEY.KEY_ID.eq(keyId), MASTER_KEY.PRIMARY_AT.isNull())
        .execute();
  }

  /** All is wrapped by this key: the rotation is finished, older keys are retired. */
  void markRewrapped(int keyId, Instant now) {
    dsl.update(MASTER_KEY)
        .set(MASTER_KEY.RETIRED_AT, utc(now))
        .where(MASTER_KEY.KEY_ID.ne(keyId), MASTER_KEY.RETIRED_AT.isNull())
        .execute();
    dsl.update(MASTER_KEY)
        .set(MASTER_KEY.REWRAPPED_AT, utc(now))
        .where(MASTER_KEY.KEY_ID.eq(keyId))
        .execute();
  }

  /**
   * Something turned up that an older key wrapped: the rotation goes on, and that key is needed.
   */
  void reopen(int keyId) {
    dsl.update(MASTER_KEY)
        .setNull(MASTER_KEY.REWRAPPED_AT)
        .where(MASTER_KEY.KEY_ID.eq(keyId))
        .execute();
    dsl.update(MASTER_KEY)
        .setNull(MASTER_KEY.RETIRED_AT)
        .where(MASTER_KEY.KEY_ID.ne(keyId), MASTER_KEY.DESTROYED_AT.isNull())
        .execute();
    dsl.deleteFrom(REWRAPPING).where(REWRAPPING.KEY_ID.eq(keyId)).execute();
  }

  void markDestroyed(int keyId, String by, Instant now) {
    dsl.update(MASTER_KEY)
        .set(MASTER_KEY.DESTROYED_AT, utc(now))
        .set(MASTER_KEY.DESTROYED_BY, by)
        .where(MASTER_KEY.KEY_ID.eq(keyId))
        .execute();
  }

  Set<Integer> destroyed() {
    return dsl.select(MASTER_KEY.KEY_ID)
        .from(MASTER_KEY)
        .where(MASTER_KEY.DESTROYED_AT.isNotNull())
        .fetchSet(MASTER_KEY.KEY_ID);
  }

  /** Those without which data cannot be opened. */
  Set<Integer> needed() {
    return dsl.select(MASTER_KEY.KEY_ID)
        .from(MASTER_KEY)
        .where(MASTER_KEY.PRIMARY_AT.isNotNull(), MASTER_KEY.DESTROYED_AT.isNull())
        .fetchSet(MASTER_KEY.KEY_ID);
  }

  List<KeyRotation.Table> progress(int keyId) {
    return dsl.selectFrom(REWRAPPING)
        .where(REWRAPPING.KEY_ID.eq(keyId))
        .orderBy(REWRAPPING.TABLE_NAME)
        .fetch(row ->
            new KeyRotation.Table(
                row.getTableName(), row.getKeys(), row.getRewrapped(), row.getUnopened()));
  }

  /** How many data keys each master key wrapped at the last count. */
  Map<Integer, Long> counts() {
    return dsl.select(WRAPPED_COUNT.KEY_ID, sum(WRAPPED_COUNT.KEYS))
        .from(WRAPPED_COUNT)
        .groupBy(WRAPPED_COUNT.KEY_ID)
        .fetchMap(row -> row.value1(), row -> orZero(row.value2()));
  }

  Optional<Instant> countedAt() {
    return dsl.select(WRAPPED_COUNT.COUNTED_AT)
        .from(WRAPPED_COUNT)
        .orderBy(WRAPPED_COUNT.COUNTED_AT.desc())
        .limit(1)
        .fetchOptional(row -> row.value1().toInstant());
  }

  private static long orZero(BigDecimal sum) {
    return sum == null ? 0 : sum.longValueExact();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
