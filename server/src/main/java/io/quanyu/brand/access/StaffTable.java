package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.STAFF;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code brand_access.staff}. */
final class StaffTable {

  static final List<SelectFieldOrAsterisk> COLUMNS =
      List.of(
          STAFF.STAFF_ID,
          STAFF.USERNAME,
          STAFF.DISPLAY_NAME,
          STAFF.PASSWORD_HASH,
          STAFF.MUST_CHANGE_PASSWORD,
          STAFF.PERMISSIONS,
          STAFF.LOCKED_UNTIL);

  private final DSLContext dsl;
  private final Clock clock;

  StaffTable(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  boolean isEmpty() {
    return !dsl.fetchExists(STAFF);
  }

  Optional<Staff> findByUsername(String username) {
    return dsl.select(COLUMNS)
        .from(STAFF)
        .where(STAFF.USERNAME.eq(username))
        .fetchOptional(StaffTable::staff);
  }

  void insert(
      String username, String displayName, String passwordHash, Collection<String> permissions) {
    dsl.insertInto(STAFF)
        .set(STAFF.USERNAME, username)
        .set(STAFF.DISPLAY_NAME, displayName)
        .set(STAFF.PASSWORD_HASH, passwordHash)
        .set(STAFF.MUST_CHANGE_PASSWORD, true)
        .set(STAFF.PERMISSIONS, permissions.toArray(String[]::new))
        .set(STAFF.CREATED_AT, now())
        .set(STAFF.UPDATED_AT, now())
        .onConflictDoNothing() // another node starts at the same time
        .execute();
  }

  /** Counts a wrong password; the last one allowed locks and starts counting again. */
  void countFailure(UUID staffId, int allowed, Duration lock) {
    var isLast = STAFF.FAILED_SIGN_INS.plus(1).ge(allowed);
    dsl.update(STAFF)
        .set(STAFF.LOCKED_UNTIL, when(isLast, val(now().plus(lock))).otherwise(STAFF.LOCKED_UNTIL))
        .set(STAFF.FAILED_SIGN_INS, when(isLast, 0).otherwise(STAFF.FAILED_SIGN_INS.plus(1)))
        .where(STAFF.STAFF_ID.eq(staffId))
        .execute();
  }

  void clearFailures(UUID staffId) {
    dsl.update(STAFF)
        .set(STAFF.FAILED_SIGN_INS, 0)
        .setNull(STAFF.LOCKED_UNTIL)
        .where(STAFF.STAFF_ID.eq(staffId))
        .execute();
  }

  void setPassword(UUID staffId, String passwordHash) {
    dsl.update(STAFF)
        .set(STAFF.PASSWORD_HASH, passwordHash)
        .set(STAFF.MUST_CHANGE_PASSWORD, false)
        .set(STAFF.FAILED_SIGN_INS, 0)
        .setNull(STAFF.LOCKED_UNTIL)
        .set(STAFF.UPDATED_AT, now())
        .where(STAFF.STAFF_ID.eq(staffId))
        .execute();
  }

  static Staff staff(Record row) {
    @Nullable OffsetDateTime lockedUntil = row.get(STAFF.LOCKED_UNTIL);
    return new Staff(
        row.get(STAFF.STAFF_ID),
        row.get(STAFF.USERNAME),
        row.get(STAFF.DISPLAY_NAME),
        row.get(STAFF.PASSWORD_HASH),
        row.get(STAFF.MUST_CHANGE_PASSWORD),
        Set.of(row.get(STAFF.PERMISSIONS)),
        Optional.ofNullable(lockedUntil).map(OffsetDateTime::toInstant));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
