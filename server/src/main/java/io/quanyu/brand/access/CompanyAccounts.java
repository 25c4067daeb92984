package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.COMPANY_ACCOUNT;
import static io.quanyu.brand.access.internal.db.Tables.STAFF;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of other houses belong to whom. Nobody gets in by the say of an issuer alone:
 * somebody who manages people has entered the name before.
 */
final class CompanyAccounts {

  /** The issuer under which WeCom's members are entered. */
  static final String WECOM = "wecom";

  private final DSLContext dsl;
  private final Clock clock;

  CompanyAccounts(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  /** One account. */
  record Entered(String issuer, String name, Optional<OffsetDateTime> linkedAt) {}

  List<Entered> list(UUID staffId) {
    return dsl.selectFrom(COMPANY_ACCOUNT)
        .where(COMPANY_ACCOUNT.STAFF_ID.eq(staffId))
        .orderBy(COMPANY_ACCOUNT.ISSUER)
        .fetch(row ->
            new Entered(
                row.getIssuer(),
                row.getExpected() == null ? row.getSubject() : row.getExpected(),
                Optional.ofNullable(row.getLinkedAt())));
  }

  /** Expects her under a name; false if somebody else is. */
  boolean expect(UUID staffId, String issuer, String name) {
    return replace(staffId, issuer, name, null);
  }

  /** Knows her by the issuer's own name for her; false if it is somebody else's. */
  boolean link(UUID staffId, String issuer, String subject) {
    return replace(staffId, issuer, null, subject);
  }

  private boolean replace(
      UUID staffId, String issuer, @Nullable String expected, @Nullable String subject) {
    remove(staffId, issuer);
    return dsl.insertInto(COMPANY_ACCOUNT)
            .set(COMPANY_ACCOUNT.STAFF_ID, staffId)
            .set(COMPANY_ACCOUNT.ISSUER, issuer)
            .set(COMPANY_ACCOUNT.EXPECTED, expected)
            .set(COMPANY_ACCOUNT.SUBJECT, subject)
            .set(COMPANY_ACCOUNT.CREATED_AT, now())
            .set(COMPANY_ACCOUNT.LINKED_AT, subject == null ? null : now())
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  void remove(UUID staffId, String issuer) {
    dsl.deleteFrom(COMPANY_ACCOUNT)
        .where(COMPANY_ACCOUNT.STAFF_ID.eq(staffId), COMPANY_ACCOUNT.ISSUER.eq(issuer))
        .execute();
  }

  /** The issuer names somebody otherwise from now on, unless that name is taken. */
  void rename(String issuer, String subject, String newSubject) {
    dsl.update(COMPANY_ACCOUNT)
        .set(COMPANY_ACCOUNT.SUBJECT, newSubject)
        .where(
            COMPANY_ACCOUNT.ISSUER.eq(issuer),
            COMPANY_ACCOUNT.SUBJECT.eq(subject),
            DSL.notExists(
                DSL.selectOne()
                    .from(COMPANY_ACCOUNT.as("taken"))
                    .where(
                        COMPANY_ACCOUNT.as("taken").ISSUER.eq(issuer),
                        COMPANY_ACCOUNT.as("taken").SUBJECT.eq(newSubject))))
        .execute();
  }

  /** Who has this account and may sign in. */
  Optional<Staff> find(String issuer, String subject) {
    return fetch(COMPANY_ACCOUNT.ISSUER.eq(issuer).and(COMPANY_ACCOUNT.SUBJECT.eq(subject)));
  }

  /**
   * Links the account to whom it is expected of. Two different people under one account's names are
   * nobody.
   */
  Optional<Staff> linkFirst(String issuer, String subject, Collection<String> names) {
    var expected =
        dsl.select(COMPANY_ACCOUNT.ACCOUNT_ID)
            .from(COMPANY_ACCOUNT)
            .join(STAFF)
            .on(STAFF.STAFF_ID.eq(COMPANY_ACCOUNT.STAFF_ID))
            .where(
                COMPANY_ACCOUNT.ISSUER.eq(issuer),
                COMPANY_ACCOUNT.SUBJECT.isNull(),
                COMPANY_ACCOUNT.EXPECTED.in(names),
                STAFF.DEACTIVATED_AT.isNull())
            .limit(2)
            .fetch(COMPANY_ACCOUNT.ACCOUNT_ID);
    if (expected.size() == 1) {
      // Of two first sign-ins at once one links; the other finds the row taken.
      dsl.update(COMPANY_ACCOUNT)
          .set(COMPANY_ACCOUNT.SUBJECT, subject)
          .set(COMPANY_ACCOUNT.LINKED_AT, now())
          .where(
              COMPANY_ACCOUNT.ACCOUNT_ID.eq(expected.getFirst()), COMPANY_ACCOUNT.SUBJECT.isNull())
          .execute();
    }
    return find(issuer, subject);
  }

  private Optional<Staff> fetch(Condition which) {
    return dsl.select(StaffTable.COLUMNS)
        .from(COMPANY_ACCOUNT)
        .join(STAFF)
        .on(STAFF.STAFF_ID.eq(COMPANY_ACCOUNT.STAFF_ID))
        .where(which, STAFF.DEACTIVATED_AT.isNull())
        .fetchOptional(StaffTable::staff);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
