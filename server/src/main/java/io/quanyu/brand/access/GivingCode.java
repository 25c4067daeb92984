package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.ProblemException;

/** The second step of signing in. */
final class GivingCode {

  private final StaffTable staff;
  private final SignInTickets tickets;
  private final SecondFactor secondFactor;
  private final Sessions sessions;

  GivingCode(
      StaffTable staff, SignInTickets tickets, SecondFactor secondFactor, Sessions sessions) {
    this.staff = staff;
    this.tickets = tickets;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
  }

  /**
   * @param ticket from the first step; it is used up by a right code and not by a wrong one
   * @throws ProblemException if the ticket is too old, the code wrong, or she is locked
   */
  SigningIn.Entry.SignedIn signIn(String ticket, String code, Origin origin) {
    var known = tickets.find(ticket).orElseThrow(GivingCode::tooLate);
    var person = known.staff().via(known.via());
    AuditedRequest.actor(person.username());
    if (!secondFactor.accept(person.staffId(), code)) {
      throw SecondFactor.wrong();
    }
    if (!tickets.use(ticket)) {
      throw tooLate();
    }
    staff.clearFailures(person.staffId());
    return new SigningIn.Entry.SignedIn(
        person, sessions.open(person.staffId(), known.via(), origin));
  }

  private static ProblemException tooLate() {
    return new ProblemException(
        AccessProblem.SIGN_IN_TOO_LATE, "Sign in with your password again.");
  }
}
