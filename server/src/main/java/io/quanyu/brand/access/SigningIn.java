package io.quanyu.brand.access;

import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Signs someone in by password. */
final class SigningIn {

  /** So many wrong passwords in a row … */
  static final int FAILURES_MAX = 5;

  /** … lock the name for so long: 1,440 guesses a day are no danger to ten characters. */
  static final Duration LOCK = Duration.ofMinutes(5);

  private final StaffTable staff;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Clock clock;

  SigningIn(StaffTable staff, Sessions sessions, Passwords passwords, Clock clock) {
    this.staff = staff;
    this.sessions = sessions;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * @param token the secret of the new session
   */
  record SignedIn(Staff staff, String token) {}

  /**
   * @throws ProblemException if name or password are wrong, or the name is locked
   */
  SignedIn signIn(String username, String password, Origin origin) {
    var found = staff.findActive(username.strip().toLowerCase(Locale.ROOT));
    if (found.isEmpty()) {
      passwords.pretendToMatch(password);
      throw wrong();
    }
    var person = found.get();
    requireUnlocked(person);
    if (!passwords.matches(password, person.passwordHash())) {
      staff.countFailure(person.staffId(), FAILURES_MAX, LOCK);
      throw wrong();
    }
    staff.clearFailures(person.staffId());
    return new SignedIn(person, sessions.open(person.staffId(), origin));
  }

  /** Checks a password of someone who is signed in already; wrong ones count as at sign-in. */
  boolean isPassword(Staff person, String password) {
    requireUnlocked(person);
    var isRight = passwords.matches(password, person.passwordHash());
    if (!isRight) {
      staff.countFailure(person.staffId(), FAILURES_MAX, LOCK);
    }
    return isRight;
  }

  private void requireUnlocked(Staff person) {
    Instant now = clock.instant();
    person
        .lockedUntil()
        .filter(now::isBefore)
        .ifPresent(until -> {
          var minutes = Duration.between(now, until).plusSeconds(59).toMinutes();
          throw new ProblemException(
              AccessProblem.SIGN_IN_LOCKED, "Try again in %d min.".formatted(minutes));
        });
  }

  private static ProblemException wrong() {
    return new ProblemException(
        AccessProblem.WRONG_CREDENTIALS, "Check both; capitals matter in the password.");
  }

  /** Ends a session. */
  void signOut(String token) {
    sessions.close(token);
  }
}
