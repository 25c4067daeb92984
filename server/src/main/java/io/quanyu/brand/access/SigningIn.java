package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Signs someone in: by password, then by code if she has a second factor.
 *
 * <p>A guess is counted before it is looked at and forgiven when it was right: so many guesses sent
 * at once are as many as sent one by one. The count goes back to nothing only when somebody is in;
 * else whoever knows the password could guess codes for ever.
 */
final class SigningIn {

  /** So many wrong passwords in a row … */
  static final int FAILURES_MAX = 5;

  /** … lock the name for so long: 1,440 guesses a day are no danger to ten characters. */
  static final Duration LOCK = Duration.ofMinutes(5);

  private final StaffTable staff;
  private final TotpTable totps;
  private final SignInTickets tickets;
  private final Sessions sessions;
  private final Passwords passwords;
  private final UnknownNames unknownNames;
  private final Clock clock;

  SigningIn(
      StaffTable staff,
      TotpTable totps,
      SignInTickets tickets,
      Sessions sessions,
      Passwords passwords,
      Clock clock) {
    this.staff = staff;
    this.totps = totps;
    this.tickets = tickets;
    this.sessions = sessions;
    this.passwords = passwords;
    this.unknownNames = new UnknownNames(clock);
    this.clock = clock;
  }

  /** What the first factor led to. */
  sealed interface Entry {

    /**
     * She is in.
     *
     * @param token the secret of the new session
     */
    record SignedIn(Staff staff, String token) implements Entry {}

    /**
     * She owes a code.
     *
     * @param ticket says that the first factor was right
     */
    record CodeNeeded(String ticket) implements Entry {}
  }

  /**
   * @throws ProblemException if name or password are wrong, or the name is locked
   */
  Entry signIn(String username, String password, Origin origin) {
    var name = username.strip().toLowerCase(Locale.ROOT);
    var found = staff.findActive(name);
    if (found.isEmpty()) {
      unknownNames.countAttempt(name, FAILURES_MAX, LOCK).ifPresent(this::requirePast);
      passwords.pretendToMatch(password);
      throw wrong();
    }
    var person = found.get();
    AuditedRequest.actor(person.username());
    if (!isPassword(person, password)) {
      throw wrong();
    }
    return enter(person, Via.PASSWORD, origin);
  }

  /** Goes on with someone who proved the first factor. */
  Entry enter(Staff person, Via via, Origin origin) {
    AuditedRequest.actor(person.username());
    if (totps.isOn(person.staffId())) {
      AuditedRequest.refused(); // until the code comes, with a request of its own
      AuditedRequest.detail("step", "code");
      return new Entry.CodeNeeded(tickets.issue(person.staffId(), via));
    }
    staff.clearFailures(person.staffId());
    return new Entry.SignedIn(person.via(via), sessions.open(person.staffId(), via, origin));
  }

  /** Checks a password; a wrong one counts, a right one is as if it had not been asked for. */
  boolean isPassword(Staff person, String password) {
    return AuditedRequest.undecided(() -> countAndMatch(person, password));
  }

  private boolean countAndMatch(Staff person, String password) {
    var attempt = staff.countAttempt(person.staffId(), FAILURES_MAX, LOCK);
    if (attempt.isEmpty()) {
      person.lockedUntil().ifPresent(this::requirePast);
      // Somebody else's guess locked her a moment ago.
      throw locked(LOCK);
    }
    var isRight = passwords.matches(password, person.passwordHash());
    if (isRight) {
      staff.forgive(person.staffId(), attempt.get());
    }
    return isRight;
  }

  /**
   * @throws ProblemException if a lock lasts until then
   */
  void requirePast(Instant lockedUntil) {
    var now = clock.instant();
    if (now.isBefore(lockedUntil)) {
      throw locked(Duration.between(now, lockedUntil));
    }
  }

  private static ProblemException locked(Duration rest) {
    return ProblemException.after(
        AccessProblem.SIGN_IN_LOCKED,
        "Try again in %d min.".formatted(rest.plusSeconds(59).toMinutes()),
        rest);
  }

  static ProblemException wrong() {
    return new ProblemException(
        AccessProblem.WRONG_CREDENTIALS, "Check both; capitals matter in the password.");
  }

  /** Ends a session. */
  void signOut(String token) {
    sessions.close(token);
  }
}
