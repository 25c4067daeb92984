package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.STAFF;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.quanyu.brand.organisation.spi.StaffAccounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code brand_access.staff}. */
final class StaffTable implements StaffAccounts {

  static final List<SelectFieldOrAsterisk> COLUMNS =
      List.of(
          STAFF.STAFF_ID,
          STAFF.USERNAME,
          STAFF.DISPLAY_NAME,
          STAFF.PASSWORD_HASH,
          STAFF.MUST_CHANGE_PASSWORD,
          STAFF.LOCKED_UNTIL,
          STAFF.DEACTIVATED_AT,
          STAFF.CREATED_AT,
          STAFF.VERSION,
          AssignmentTable.OF_STAFF,
          SignInPolicies.lacksTotp(STAFF.STAFF_ID));

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
  List<Staff> list(String after, int rows) {
    return dsl.select(COLUMNS)
        .from(STAFF)
        .where(STAFF.USERNAME.gt(after))
        .orderBy(STAFF.USERNAME)
        .limit(rows)
        .fetch(StaffTable::staff);
  }

  Optional<Staff> find(UUID staffId) {
    return dsl.select(COLUMNS)
        .from(STAFF)
        .where(STAFF.STAFF_ID.eq(staffId))
        .fetchOptional(StaffTable::staff);
  }

  /** Who has a role of the brand's own. */
  List<Staff> having(UUID roleId) {
    return dsl.select(COLUMNS)
        .from(STAFF)
        .where(AssignmentTable.isOf(roleId))
        .orderBy(STAFF.STAFF_ID)
        .fetch(StaffTable::staff);
  }

  @Override
  public boolean exists(UUID staffId) {
    return dsl.fetchExists(STAFF, STAFF.STAFF_ID.eq(staffId));
  }

  long count() {
    return dsl.fetchCount(STAFF);
  }

  /** Until the end of the transaction nobody else changes her. */
  Optional<Staff> lock(UUID staffId) {
    dsl.select(STAFF.STAFF_ID).from(STAFF).where(STAFF.STAFF_ID.eq(staffId)).forUpdate().fetch();
    // Only now: a statement that waited for the lock sees the assignments of before it waited.
    return find(staffId);
  }

  /** Who may sign in and owns the brand; they stay so until the transaction ends. */
  List<UUID> lockActiveOwners() {
    dsl.select(STAFF.STAFF_ID)
        .from(STAFF)
        .where(AssignmentTable.isOwner())
        .orderBy(STAFF.STAFF_ID)
        .forUpdate()
        .fetch();
    return dsl.select(STAFF.STAFF_ID)
        .from(STAFF)
        .where(STAFF.DEACTIVATED_AT.isNull(), AssignmentTable.isOwner())
        .orderBy(STAFF.STAFF_ID)
        .fetch(STAFF.STAFF_ID);
  }

  /** Somebody without any role yet; empty if somebody has that name. */
  Optional<UUID> insert(String username, String displayName, String passwordHash) {
    return dsl.insertInto(STAFF)
        .set(STAFF.USERNAME, username)
        .set(STAFF.DISPLAY_NAME, displayName)
        .set(STAFF.PASSWORD_HASH, passwordHash)
        .set(STAFF.MUST_CHANGE_PASSWORD, true)
        .set(STAFF.CREATED_AT, now())
        .set(STAFF.UPDATED_AT, now())
        .onConflictDoNothing()
        .returning(STAFF.STAFF_ID)
        .fetchOptional(STAFF.STAFF_ID);
  }

  /** Counts a change of her assignments. */
  void countChange(UUID staffId) {
    dsl.update(STAFF)
        .set(STAFF.VERSION, STAFF.VERSION.plus(1))
        .set(STAFF.UPDATED_AT, now())
        .where(STAFF.STAFF_ID.eq(staffId))
        .execute();
  }

  /**
   * Counts a password before it is looked at; the last one allowed locks and starts counting again.
   *
   * @return empty if she is locked
   */
  Optional<Attempt> countAttempt(UUID staffId, int allowed, Duration lock) {
    var isLast = STAFF.FAILED_SIGN_INS.plus(1).ge(allowed);
    return dsl.update(STAFF)
        .set(STAFF.LOCKED_UNTIL, when(isLast, val(now().plus(lock))).otherwise(STAFF.LOCKED_UNTIL))
        .set(STAFF.FAILED_SIGN_INS, when(isLast, 0).otherwise(STAFF.FAILED_SIGN_INS.plus(1)))
        .where(
            STAFF.STAFF_ID.eq(staffId),
            STAFF.LOCKED_UNTIL.isNull().or(STAFF.LOCKED_UNTIL.le(now())))
        .returning(STAFF.FAILED_SIGN_INS)
        .fetchOptional(row -> new Attempt(row.getFailedSignIns() == 0 ? allowed : 0));
  }

  /**
   * A password that was counted.
   *
   * @param lockedAt how many were allowed if it was the last of them and locked, else 0
   */
  record Attempt(int lockedAt) {}

  /** The password was right: as if it had not been counted. */
  void forgive(UUID staffId, Attempt attempt) {
    var update = dsl.update(STAFF);
    var forgiven =
        attempt.lockedAt() > 0
            ? update.set(STAFF.FAILED_SIGN_INS, attempt.lockedAt() - 1).setNull(STAFF.LOCKED_UNTIL)
            : update.set(STAFF.FAILED_SIGN_INS, greatest(STAFF.FAILED_SIGN_INS.minus(1), val(0)));
    forgiven.where(STAFF.STAFF_ID.eq(staffId)).execute();
  }

  Optional<Instant> lockedUntil(UUID staffId) {
    return dsl.select(STAFF.LOCKED_UNTIL)
        .from(STAFF)
        .where(STAFF.STAFF_ID.eq(staffId), STAFF.LOCKED_UNTIL.isNotNull())
        .fetchOptional(row -> row.value1().toInstant());
  }

  void lockUntil(UUID staffId, Instant until) {
    dsl.update(STAFF)
        .set(STAFF.LOCKED_UNTIL, OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
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
  void setOneTimePassword(UUID staffId, String passwordHash) {
    dsl.update(STAFF)
        .set(STAFF.PASSWORD_HASH, passwordHash)
        .set(STAFF.MUST_CHANGE_PASSWORD, true)
        .set(STAFF.FAILED_SIGN_INS, 0)
        .setNull(STAFF.LOCKED_UNTIL)
        .set(STAFF.UPDATED_AT, now())
        .where(STAFF.STAFF_ID.eq(staffId))
        .execute();
  }

  /** Keeps the time of the first deactivation. */
  void setActive(UUID staffId, boolean isActive) {
    dsl.update(STAFF)
        .set(
            STAFF.DEACTIVATED_AT,
            isActive ? castNull(STAFF.DEACTIVATED_AT) : coalesce(STAFF.DEACTIVATED_AT, now()))
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
        row.get(AssignmentTable.OF_STAFF),
        Optional.ofNullable(lockedUntil).map(OffsetDateTime::toInstant),
        row.get(STAFF.DEACTIVATED_AT) == null,
        row.get(STAFF.CREATED_AT).toInstant(),
        row.get(STAFF.VERSION),
        row.get("lacks_totp", boolean.class));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
