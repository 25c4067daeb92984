package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds staff, gives them new one-time passwords, deactivates and reactivates them.
 *
 * <p>Whoever manages staff cannot become mightier by it: she gives no permission that she lacks,
 * and does not touch those who have one that she lacks – with a new password of theirs she would be
 * them.
 */
final class ManagingStaff {

  /** A page's cursor: the username. */
  static final int CURSOR_PARTS = 1;

  private final StaffTable staff;
  private final Sessions sessions;
  private final Passwords passwords;
  private final FirstPassword firstPassword;
  private final TransactionOperations transactions;

  ManagingStaff(
      StaffTable staff,
      Sessions sessions,
      Passwords passwords,
      FirstPassword firstPassword,
      TransactionOperations transactions) {
    this.staff = staff;
    this.sessions = sessions;
    this.passwords = passwords;
    this.firstPassword = firstPassword;
    this.transactions = transactions;
  }

  /**
   * A member of staff with the password that nobody can ask for again; it must be changed at the
   * first sign-in.
   */
  record WithPassword(StaffMember staff, String oneTimePassword) {}

  /** By username, those deactivated too. */
  Page<StaffMember> list(PageRequest request) {
    var after = request.after().map(cursor -> cursor.part(0)).orElse("");
    return Page.of(
        staff.list(after, request.rows()),
        request,
        staff.count(),
        member -> Cursor.after(member.username()));
  }

  /**
   * @throws ProblemException if the name is taken, or the caller lacks a permission to be given
   */
  WithPassword add(Caller caller, StaffDraft draft) {
    requireHas(caller, draft.permissions());
    if (draft.username().equals(Caller.LOCAL)) {
      throw taken(draft.username()); // the command line acts under this name
    }
    var password = passwords.oneTimePassword();
    var hash = passwords.hash(password);
    var member =
        staff
            .insert(draft.username(), draft.displayName(), hash, draft.permissions())
            .orElseThrow(() -> taken(draft.username()));
    return new WithPassword(member, password);
  }

  /**
   * Gives a new one-time password and ends all sessions.
   *
   * @throws ProblemException if it is the caller's own, or of someone mightier
   */
  WithPassword resetPassword(Caller caller, UUID id) {
    var password = passwords.oneTimePassword();
    var hash = passwords.hash(password); // before the transaction: it takes its time
    var changed =
        inTransaction(() -> {
          var member = getManageable(caller, id);
          if (isSelf(caller, member)) {
            throw new ProblemException(
                AccessProblem.OWN_ACCOUNT,
                "Change your own password in your session; that asks for the current one.");
          }
          sessions.closeAll(id);
          return staff.setOneTimePassword(id, hash);
        });
    firstPassword.forget(changed.username());
    return new WithPassword(changed, password);
  }

  /**
   * Ends her sessions and lets her sign in no more. Repeating it changes nothing.
   *
   * @throws ProblemException if it is the caller, someone mightier, or the last administrator
   */
  StaffMember deactivate(Caller caller, UUID id) {
    return inTransaction(() -> {
      // Two administrators may deactivate each other at this moment: one of them waits here.
      var administrators = staff.lockActiveWith(Permission.ALL);
      var member = getManageable(caller, id);
      if (isSelf(caller, member)) {
        throw new ProblemException(
            AccessProblem.OWN_ACCOUNT, "Ask another who manages staff to deactivate you.");
      }
      if (administrators.equals(List.of(id))) {
        throw new ProblemException(
            AccessProblem.LAST_ADMINISTRATOR,
            "Add another who has all permissions first; else nobody could give them any more.");
      }
      sessions.closeAll(id);
      return staff.setActive(id, false);
    });
  }

  /**
   * Lets her sign in again, with the password she had.
   *
   * @throws ProblemException if she has a permission that the caller lacks
   */
  StaffMember reactivate(Caller caller, UUID id) {
    return inTransaction(() -> {
      getManageable(caller, id);
      return staff.setActive(id, true);
    });
  }

  /**
   * Someone whom the caller may manage; nobody else changes her until the transaction ends.
   *
   * @throws ProblemException if there is nobody, or she has a permission that the caller lacks
   */
  StaffMember getManageable(Caller caller, UUID id) {
    var member =
        staff
            .lock(id)
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.STAFF_UNKNOWN, "Look for her in the list of staff."));
    requireHas(caller, member.permissions());
    return member;
  }

  private static boolean isSelf(Caller caller, StaffMember member) {
    return member.username().equals(caller.username());
  }

  private static void requireHas(Caller caller, Collection<String> permissions) {
    var lacking = new TreeSet<>(permissions);
    lacking.removeAll(caller.permissions());
    if (!lacking.isEmpty()) {
      throw new ProblemException(
          AccessProblem.PERMISSION_LACKING,
          "You have not yourself: %s. Ask somebody who has.".formatted(String.join(", ", lacking)));
    }
  }

  private static ProblemException taken(String username) {
    return new ProblemException(
        AccessProblem.USERNAME_TAKEN, "Choose another name than %s.".formatted(username));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(_ -> work.get());
  }
}
