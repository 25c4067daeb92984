package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.STAFF;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.quanyu.brand.access.internal.db.tables.records.StaffRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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

  /** Someone who may sign in. */
  Optional<Staff> findActive(String username) {
    return dsl.select(COLUMNS)
        .from(STAFF)
        .where(STAFF.USERNAME.eq(username), STAFF.DEACTIVATED_AT.isNull())
        .fetchOptional(StaffTable::staff);
  }

  /** By username, at most so many after a name. */
  List<StaffMember> list(String after, int rows) {
    return dsl.selectFrom(STAFF)
        .where(STAFF.USERNAME.gt(after))
        .orderBy(STAFF.USERNAME)
        .limit(rows)
        .fetch(StaffTable::member);
  }

  long count() {
    return dsl.fetchCount(STAFF);
  }

  /** Until the end of the transaction nobody else changes her. */
  Optional<StaffMember> lock(UUID staffId) {
    return dsl.selectFrom(STAFF)
        .where(STAFF.STAFF_ID.eq(staffId))
        .forUpdate()
        .fetchOptional(StaffTable::member);
  }

  /** Who may sign in and has all these permissions; they stay so until the transaction ends. */
  List<UUID> lockActiveWith(Collection<String> permissions) {
    return dsl.select(STAFF.STAFF_ID)
        .from(STAFF)
        .where(
            STAFF.DEACTIVATED_AT.isNull(),
            STAFF.PERMISSIONS.contains(permissions.toArray(String[]::new)))
        .orderBy(STAFF.STAFF_ID)
        .forUpdate()
        .fetch(STAFF.STAFF_ID);
  }

  /** Empty if somebody has that name. */
  Optional<StaffMember> insert(
      String username, String displayName, String passwordHash, Collection<String> permissions) {
    return dsl.insertInto(STAFF)
        .set(STAFF.USERNAME, username)
        .set(STAFF.DISPLAY_NAME, displayName)
        .set(STAFF.PASSWORD_HASH, passwordHash)
        .set(STAFF.MUST_CHANGE_PASSWORD, true)
        .set(STAFF.PERMISSIONS, permissions.toArray(String[]::new))
        .set(STAFF.CREATED_AT, now())
        .set(STAFF.UPDATED_AT, now())
        .onConflictDoNothing()
        .returning()
        .fetchOptional(StaffTable::member);
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

  /** A password that must be changed at the next sign-in. */
  StaffMember setOneTimePassword(UUID staffId, String passwordHash) {
    return member(
        dsl.update(STAFF)
            .set(STAFF.PASSWORD_HASH, passwordHash)
            .set(STAFF.MUST_CHANGE_PASSWORD, true)
            .set(STAFF.FAILED_SIGN_INS, 0)
            .setNull(STAFF.LOCKED_UNTIL)
            .set(STAFF.UPDATED_AT, now())
            .where(STAFF.STAFF_ID.eq(staffId))
            .returning()
            .fetchSingle());
  }

  /** Keeps the time of the first deactivation. */
  StaffMember setActive(UUID staffId, boolean isActive) {
    return member(
        dsl.update(STAFF)
            .set(
                STAFF.DEACTIVATED_AT,
                isActive ? castNull(STAFF.DEACTIVATED_AT) : coalesce(STAFF.DEACTIVATED_AT, now()))
            .set(STAFF.UPDATED_AT, now())
            .where(STAFF.STAFF_ID.eq(staffId))
            .returning()
            .fetchSingle());
  }

  private static StaffMember member(StaffRecord row) {
    return new StaffMember(
        row.getStaffId(),
        row.getUsername(),
        row.getDisplayName(),
        Arrays.stream(row.getPermissions()).sorted().toList(),
        row.getDeactivatedAt() == null,
        row.getMustChangePassword(),
        row.getCreatedAt().toInstant());
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
