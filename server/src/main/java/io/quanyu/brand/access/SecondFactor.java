package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The second factor: codes of an authenticator app, and recovery codes for the day when the phone
 * is lost.
 *
 * <p>One check of a person's code at a time: it holds her row. So a code is good once, and guesses
 * sent at once are counted one by one. The lock grows with wrong codes, because who guesses codes
 * knows the password already: 5 min, 10 min, … up to a day.
 */
final class SecondFactor {

  /** So many wrong codes lock, and each time as many again. */
  static final int FAILURES_MAX = 5;

  static final Duration LOCK_MIN = Duration.ofMinutes(5);
  static final Duration LOCK_MAX = Duration.ofDays(1);
  static final int RECOVERY_CODES = 10;

  private static final String ISSUER = "Quanyu";
  private static final int DOUBLINGS_MAX = 9;

  private final StaffTable staff;
  private final TotpTable totps;
  private final SigningIn signingIn;
  private final Sessions sessions;
  private final Passwords passwords;
  private final ManagingStaff managing;
  private final SignInPolicies policies;
  private final TransactionOperations transactions;
  private final Clock clock;

  SecondFactor(
      StaffTable staff,
      TotpTable totps,
      SigningIn signingIn,
      Sessions sessions,
      Passwords passwords,
      ManagingStaff managing,
      SignInPolicies policies,
      TransactionOperations transactions,
      Clock clock) {
    this.staff = staff;
    this.totps = totps;
    this.signingIn = signingIn;
    this.sessions = sessions;
    this.passwords = passwords;
    this.managing = managing;
    this.policies = policies;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * How the caller's second factor stands.
   *
   * @param since when it was turned on; null: it is off
   * @param isRequired whether managing staff or keys waits for it
   */
  record State(boolean isOn, @Nullable Instant since, int recoveryCodesLeft, boolean isRequired) {}

  /**
   * What an authenticator app needs to know, once.
   *
   * @param secret Base32, to be typed by hand
   * @param uri the same for a QR code
   */
  record Enrolment(String secret, String uri) {}

  State state(Caller caller) {
    var person = person(caller);
    var since = totps.confirmedAt(person.staffId());
    return new State(
        since.isPresent(),
        since.orElse(null),
        totps.countRecoveryCodes(person.staffId()),
        policies.isTotpRequiredOf(person.permissions()));
  }

  /**
   * Draws a new secret. Nothing changes before it is confirmed.
   *
   * @throws ProblemException if the password is wrong, or a second factor is in use
   */
  Enrolment begin(Caller caller, String password) {
    var person = person(caller);
    requirePassword(person, password);
    var secret = RandomSecret.bytes(TotpCode.SECRET_BYTES);
    if (!totps.begin(person.staffId(), secret)) {
      throw new ProblemException(
          AccessProblem.TOTP_ON, "Turn it off first; then it can be set up again.");
    }
    var base32 = Base32.encode(secret);
    var label = URLEncoder.encode(person.username(), StandardCharsets.UTF_8);
    return new Enrolment(
        base32,
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
            .formatted(ISSUER, label, base32, ISSUER, TotpCode.DIGITS, TotpCode.STEP.toSeconds()));
  }

  /**
   * Turns it on: the app shows the codes we expect. Other sessions of the caller end.
   *
   * @param token the session that stays
   * @return the recovery codes, which cannot be asked for again
   * @throws ProblemException if nothing was begun or the code is wrong
   */
  List<String> confirm(Caller caller, String token, String code) {
    var person = person(caller);
    return inTransaction(() -> {
      var _ = staff.lock(person.staffId());
      var totp = totps.lock(person.staffId()).filter(found -> !found.isOn());
      if (totp.isEmpty()) {
        throw new ProblemException(AccessProblem.TOTP_NOT_BEGUN, "Begin again.");
      }
      var step =
          TotpCode.matchingStep(
              totp.get().secret().bytes(), code.strip(), clock.instant(), totp.get().lastStep());
      if (step.isEmpty()) {
        throw wrong();
      }
      totps.use(person.staffId(), step.getAsLong());
      totps.confirm(person.staffId());
      sessions.closeOthers(person.staffId(), token);
      return newRecoveryCodes(person.staffId());
    });
  }

  /**
   * Gives new recovery codes; the old ones are void.
   *
   * @throws ProblemException if the code is wrong
   */
  List<String> renewRecoveryCodes(Caller caller, String code) {
    var person = person(caller);
    requireCode(person.staffId(), code);
    return inTransaction(() -> newRecoveryCodes(person.staffId()));
  }

  /**
   * Turns it off.
   *
   * @throws ProblemException if password or code are wrong
   */
  void turnOff(Caller caller, String password, String code) {
    var person = person(caller);
    requirePassword(person, password);
    requireCode(person.staffId(), code);
    totps.delete(person.staffId());
  }

  /**
   * Takes the second factor from somebody who lost it, and ends her sessions.
   *
   * @throws ProblemException if it is the caller, someone mightier, or she has none
   */
  void reset(Caller caller, UUID staffId) {
    transactions.executeWithoutResult(_ -> {
      var member = managing.getManageable(caller, staffId);
      if (member.username().equals(caller.username())) {
        throw new ProblemException(
            AccessProblem.OWN_ACCOUNT,
            "Turn it off in your own account; that asks for password and code.");
      }
      if (!totps.delete(staffId)) {
        throw new ProblemException(AccessProblem.TOTP_OFF, "There is nothing to reset.");
      }
      sessions.closeAll(staffId);
    });
  }

  /**
   * Checks a code of the app or a recovery code, and uses it up.
   *
   * @return whether it is right; wrong ones are counted
   * @throws ProblemException if she is locked, or has no second factor
   */
  boolean accept(UUID staffId, String given) {
    var text = given.strip();
    return inTransaction(() -> {
      // Always her row first, then that of the factor: as whoever resets it.
      var _ = staff.lock(staffId);
      staff.lockedUntil(staffId).ifPresent(signingIn::requirePast);
      var totp = totps.lock(staffId).filter(TotpTable.Totp::isOn);
      if (totp.isEmpty()) {
        throw new ProblemException(AccessProblem.TOTP_OFF, "Sign in again.");
      }
      var isRight =
          TotpCode.isCode(text)
              ? acceptCode(staffId, totp.get(), text)
              : totps.useRecoveryCode(staffId, RandomSecret.hash(text.toLowerCase(Locale.ROOT)));
      if (!isRight) {
        AuditedRequest.refused();
        int failures = totp.get().failures() + 1;
        totps.countFailure(staffId);
        if (failures % FAILURES_MAX == 0) {
          staff.lockUntil(staffId, clock.instant().plus(lockAfter(failures)));
        }
      }
      return isRight;
    });
  }

  private boolean acceptCode(UUID staffId, TotpTable.Totp totp, String code) {
    var step = TotpCode.matchingStep(totp.secret().bytes(), code, clock.instant(), totp.lastStep());
    step.ifPresent(used -> totps.use(staffId, used));
    return step.isPresent();
  }

  /** Doubles with every five wrong codes in a row. */
  static Duration lockAfter(int failures) {
    int doublings = Math.min(failures / FAILURES_MAX - 1, DOUBLINGS_MAX);
    var lock = LOCK_MIN.multipliedBy(1L << doublings);
    return lock.compareTo(LOCK_MAX) < 0 ? lock : LOCK_MAX;
  }

  static ProblemException wrong() {
    return new ProblemException(
        AccessProblem.CODE_WRONG,
        "Type the code that the app shows now; each is good once.",
        List.of(new FieldError("code", "is not right, or was used already")));
  }

  private void requireCode(UUID staffId, String code) {
    if (!accept(staffId, code)) {
      throw wrong();
    }
  }

  private void requirePassword(Staff person, String password) {
    if (!signingIn.isPassword(person, password)) {
      throw new ProblemException(
          AccessProblem.PASSWORD_WRONG,
          "Type the password with which you signed in.",
          List.of(new FieldError("password", "is not your current password")));
    }
  }

  private List<String> newRecoveryCodes(UUID staffId) {
    var codes = Stream.generate(passwords::oneTimePassword).limit(RECOVERY_CODES).toList();
    totps.replaceRecoveryCodes(staffId, codes.stream().map(RandomSecret::hash).toList());
    return codes;
  }

  private Staff person(Caller caller) {
    return staff
        .findActive(caller.username())
        .orElseThrow(() ->
            new ProblemException(
                AccessProblem.NO_PASSWORD, "Sign in as somebody with a password."));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
