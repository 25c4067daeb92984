package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** Changes the caller's own password and ends the caller's other sessions. */
final class ChangingPassword {

  private final StaffTable staff;
  private final Sessions sessions;
  private final SigningIn signingIn;
  private final Passwords passwords;
  private final FirstPassword firstPassword;
  private final TransactionOperations transactions;

  ChangingPassword(
      StaffTable staff,
      Sessions sessions,
      SigningIn signingIn,
      Passwords passwords,
      FirstPassword firstPassword,
      TransactionOperations transactions) {
    this.staff = staff;
    this.sessions = sessions;
    this.signingIn = signingIn;
    this.passwords = passwords;
    this.firstPassword = firstPassword;
    this.transactions = transactions;
  }

  /**
   * @param token the session that stays
   * @throws ProblemException if the current password is wrong or the new one is weak
   */
  void change(Caller caller, String token, String current, String wanted) {
    var person =
        staff
            .findActive(caller.username())
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.NO_PASSWORD, "Sign in as somebody with a password."));
    if (!signingIn.isPassword(person, current)) {
      throw new ProblemException(
          AccessProblem.PASSWORD_WRONG,
          "Type the password with which you signed in.",
          List.of(new FieldError("currentPassword", "is not your current password")));
    }
    Passwords.requireStrong(wanted, person.username());
    if (wanted.equals(current)) {
      throw new ProblemException(
          AccessProblem.PASSWORD_TOO_WEAK,
          "Choose another password.",
          List.of(new FieldError("newPassword", "must differ from the current one")));
    }
    var hash = passwords.hash(wanted); // before the transaction: it takes its time
    transactions.executeWithoutResult(_ -> {
      staff.setPassword(person.staffId(), hash);
      sessions.closeOthers(person.staffId(), token);
    });
    firstPassword.forget(person.username());
  }
}
