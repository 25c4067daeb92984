package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.API_KEY;
import static io.quanyu.brand.access.internal.db.Tables.STAFF;

import io.quanyu.brand.access.internal.db.tables.records.ApiKeyRecord;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * API keys in PostgreSQL. A key acts for the person who made it and is never mightier than she is
 * at that moment: it ends when she leaves, and loses what she loses.
 */
final class ApiKeys implements KeySource {

  private static final Duration USED_PRECISION = Duration.ofMinutes(1);

  private final DSLContext dsl;
  private final Clock clock;
  private final Callers callers;

  ApiKeys(DSLContext dsl, Clock clock, Callers callers) {
    this.dsl = dsl;
    this.clock = clock;
    this.callers = callers;
  }

  @Override
  public Optional<Caller> findCaller(String bearer) {
    var given = KeyText.parse(KeyText.API, bearer);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var now = clock.instant();
    var found =
        dsl.select(StaffTable.COLUMNS)
            .select(API_KEY.KEY_ID, API_KEY.SECRET_HASH, API_KEY.PERMISSIONS, API_KEY.LAST_USED_AT)
            .from(API_KEY)
            .join(STAFF)
            .on(STAFF.STAFF_ID.eq(API_KEY.STAFF_ID))
            .where(
                API_KEY.PREFIX.eq(given.get().prefix()), isGood(now), STAFF.DEACTIVATED_AT.isNull())
            .fetchOptional()
            .filter(row -> given.get().matches(row.get(API_KEY.SECRET_HASH)));
    found.ifPresent(row -> {
      var used = row.get(API_KEY.LAST_USED_AT);
      if (used == null || used.toInstant().plus(USED_PRECISION).isBefore(now)) {
        noteUse(row.get(API_KEY.KEY_ID), now);
      }
    });
    return found.map(row -> {
      var permissions = Set.of(row.get(API_KEY.PERMISSIONS));
      return callers.of(StaffTable.staff(row)).keeping(permissions::contains);
    });
  }

  /** One write a minute and key, whoever else notes it at the same time. */
  private void noteUse(UUID keyId, Instant now) {
    dsl.update(API_KEY)
        .set(API_KEY.LAST_USED_AT, utc(now))
        .where(
            API_KEY.KEY_ID.eq(keyId),
            API_KEY
                .LAST_USED_AT
                .isNull()
                .or(API_KEY.LAST_USED_AT.lt(utc(now.minus(USED_PRECISION)))))
        .execute();
  }

  ApiKey insert(
      UUID staffId, String name, List<String> permissions, Instant expiresAt, KeyText key) {
    var id =
        dsl.insertInto(API_KEY)
            .set(API_KEY.PREFIX, key.prefix())
            .set(API_KEY.SECRET_HASH, key.hash())
            .set(API_KEY.NAME, name)
            .set(API_KEY.STAFF_ID, staffId)
            .set(API_KEY.PERMISSIONS, permissions.toArray(String[]::new))
            .set(API_KEY.CREATED_AT, utc(clock.instant()))
            .set(API_KEY.EXPIRES_AT, utc(expiresAt))
            .returning(API_KEY.KEY_ID)
            .fetchSingle()
            .getKeyId();
    return find(id).orElseThrow();
  }

  /** Newest first, those revoked and expired too, at most so many from a key on. */
  List<ApiKey> list(Optional<UUID> before, int rows) {
    return fetch(before.map(API_KEY.KEY_ID::lt).orElseGet(DSL::noCondition), rows);
  }

  long count() {
    return dsl.fetchCount(API_KEY);
  }

  long countGood(UUID staffId) {
    return dsl.fetchCount(API_KEY, API_KEY.STAFF_ID.eq(staffId), isGood(clock.instant()));
  }

  Optional<ApiKey> find(UUID keyId) {
    return fetch(API_KEY.KEY_ID.eq(keyId), 1).stream().findFirst();
  }

  /** Keeps the time of the first revocation. */
  void revoke(UUID keyId) {
    dsl.update(API_KEY)
        .set(API_KEY.REVOKED_AT, utc(clock.instant()))
        .where(API_KEY.KEY_ID.eq(keyId), API_KEY.REVOKED_AT.isNull())
        .execute();
  }

  private List<ApiKey> fetch(Condition which, int rows) {
    return dsl.select(API_KEY.fields())
        .select(STAFF.USERNAME)
        .from(API_KEY)
        .join(STAFF)
        .on(STAFF.STAFF_ID.eq(API_KEY.STAFF_ID))
        .where(which)
        .orderBy(API_KEY.KEY_ID.desc())
        .limit(rows)
        .fetch(row -> key(row.into(API_KEY), row.get(STAFF.USERNAME)));
  }

  private ApiKey key(ApiKeyRecord row, String owner) {
    return new ApiKey(
        row.getKeyId(),
        row.getName(),
        KeyText.shown(KeyText.API, row.getPrefix()),
        owner,
        Arrays.stream(row.getPermissions()).sorted().toList(),
        row.getCreatedAt().toInstant(),
        row.getExpiresAt().toInstant(),
        instant(row.getLastUsedAt()),
        instant(row.getRevokedAt()),
        row.getRevokedAt() == null && row.getExpiresAt().toInstant().isAfter(clock.instant()));
  }

  private static Condition isGood(Instant now) {
    return API_KEY.REVOKED_AT.isNull().and(API_KEY.EXPIRES_AT.gt(utc(now)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
    return moment == null ? null : moment.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
