package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.SIGN_IN_TICKET;
import static io.quanyu.brand.access.internal.db.Tables.STAFF;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Who proved the first factor and owes the second. A ticket opens nothing by itself; it is good for
 * one session.
 */
final class SignInTickets {

  /** Long enough to fetch the phone. */
  static final Duration KEPT = Duration.ofMinutes(5);

  private final DSLContext dsl;
  private final Clock clock;

  SignInTickets(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  /** Whose it is, and the factor that she proved. */
  record Ticket(Staff staff, Via via) {}

  /** The secret for the browser that gave the first factor. */
  String issue(UUID staffId, Via via) {
    var ticket = RandomSecret.create();
    dsl.insertInto(SIGN_IN_TICKET)
        .set(SIGN_IN_TICKET.TICKET_HASH, RandomSecret.hash(ticket))
        .set(SIGN_IN_TICKET.STAFF_ID, staffId)
        .set(SIGN_IN_TICKET.VIA, via.word())
        .set(SIGN_IN_TICKET.EXPIRES_AT, now().plus(KEPT))
        .execute();
    return ticket;
  }

  /** Whose a ticket is, if it is still good and she may still sign in. */
  Optional<Ticket> find(String ticket) {
    return dsl.select(StaffTable.COLUMNS)
        .select(SIGN_IN_TICKET.VIA)
        .from(SIGN_IN_TICKET)
        .join(STAFF)
        .on(STAFF.STAFF_ID.eq(SIGN_IN_TICKET.STAFF_ID))
        .where(
            SIGN_IN_TICKET.TICKET_HASH.eq(RandomSecret.hash(ticket)),
            SIGN_IN_TICKET.EXPIRES_AT.gt(now()),
            STAFF.DEACTIVATED_AT.isNull())
        .fetchOptional(
            row -> new Ticket(StaffTable.staff(row), Via.of(row.get(SIGN_IN_TICKET.VIA))));
  }

  /** Whether it could be used: of two who try at once one can. */
  boolean use(String ticket) {
    return dsl.deleteFrom(SIGN_IN_TICKET)
            .where(SIGN_IN_TICKET.TICKET_HASH.eq(RandomSecret.hash(ticket)))
            .execute()
        == 1;
  }

  void deleteExpired() {
    dsl.deleteFrom(SIGN_IN_TICKET).where(SIGN_IN_TICKET.EXPIRES_AT.le(now())).execute();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
