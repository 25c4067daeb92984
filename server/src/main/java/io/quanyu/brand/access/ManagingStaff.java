package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds staff, gives them roles and new one-time passwords, deactivates and reactivates them.
 *
 * <p>Whoever manages staff cannot become mightier by it: she gives nothing that she may not give
 * (see {@link Giving}), and does not touch those who have such a thing – with a new password of
 * theirs she would be them. Her own roles others change.
 */
final class ManagingStaff {

  /** A page's cursor: the username. */
  static final int CURSOR_PARTS = 1;

  private final StaffTable staff;
  private final AssignmentTable assignments;
  private final CheckingAssignments checking;
  private final DescribingStaff describing;
  private final Sessions sessions;
  private final Passwords passwords;
  private final FirstPassword firstPassword;
  private final TransactionOperations transactions;

  ManagingStaff(
      StaffTable staff,
      AssignmentTable assignments,
      CheckingAssignments checking,
      DescribingStaff describing,
      Sessions sessions,
      Passwords passwords,
      FirstPassword firstPassword,
      TransactionOperations transactions) {
    this.staff = staff;
    this.assignments = assignments;
    this.checking = checking;
    this.describing = describing;
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
        describing.describe(staff.list(after, request.rows())),
        request,
        staff.count(),
        member -> Cursor.after(member.username()));
  }

  /**
   * @throws ProblemException if there is nobody with that id
   */
  StaffMember get(UUID id) {
    return describing.describe(staff.find(id).orElseThrow(ManagingStaff::unknown));
  }

  /**
   * @throws ProblemException if the name is taken, the caller may not give one of the roles, or
   *     they join what is kept apart
   */
  WithPassword add(Caller caller, StaffDraft draft) {
    if (draft.username().equals(Caller.LOCAL)) {
      throw taken(draft.username()); // the command line acts under this name
    }
    AuditedRequest.detail("username", draft.username());
    var password = passwords.oneTimePassword();
    var hash = passwords.hash(password); // before the transaction: it takes its time
    var member =
        inTransaction(() -> {
          var wanted = checking.resolve(draft.assignments());
          requireMayHave(caller, wanted);
          var id =
              staff
                  .insert(draft.username(), draft.displayName(), hash)
                  .orElseThrow(() -> taken(draft.username()));
          assignments.insert(id, wanted);
          return AuditedRequest.made(get(id), StaffMember::id);
        });
    return new WithPassword(member, password);
  }

  /**
   * Replaces her roles; from her next request on she may do what they say.
   *
   * @param version the version that the change was made from
   * @throws ProblemException if somebody changed them meanwhile, it is the caller, someone
   *     mightier, the last owner who would be none, and see {@link #add}
   */
  StaffMember assign(Caller caller, UUID id, int version, List<AssignmentDraft> drafts) {
    return inTransaction(() -> {
      // Two owners may take each other's role at this moment: one of them waits here.
      var owners = staff.lockActiveOwners();
      var member = getManageable(caller, id);
      if (isSelf(caller, member)) {
        throw new ProblemException(
            AccessProblem.OWN_ACCOUNT, "Ask another who manages staff to change your roles.");
      }
      if (member.version() != version) {
        throw new ProblemException(
            AccessProblem.STAFF_CHANGED,
            "Version %d of her roles is the current one. Read them again and redo the change."
                .formatted(member.version()));
      }
      var wanted = checking.resolve(drafts);
      requireMayHave(caller, wanted);
      if (owners.equals(List.of(id)) && wanted.stream().noneMatch(Assignment::isOwner)) {
        throw lastOwner();
      }
      assignments.replace(id, wanted);
      staff.countChange(id);
      return get(id);
    });
  }

  private void requireMayHave(Caller caller, List<Assignment> wanted) {
    checking.requireMayGive(caller, wanted);
    CheckingAssignments.requireApart(wanted);
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
          staff.setOneTimePassword(id, hash);
          return get(id);
        });
    firstPassword.forget(changed.username());
    return new WithPassword(changed, password);
  }

  /**
   * Ends her sessions and lets her sign in no more. Repeating it changes nothing.
   *
   * @throws ProblemException if it is the caller, someone mightier, or the last owner
   */
  StaffMember deactivate(Caller caller, UUID id) {
    return inTransaction(() -> {
      // Two owners may deactivate each other at this moment: one of them waits here.
      var owners = staff.lockActiveOwners();
      var member = getManageable(caller, id);
      if (isSelf(caller, member)) {
        throw new ProblemException(
            AccessProblem.OWN_ACCOUNT, "Ask another who manages staff to deactivate you.");
      }
      if (owners.equals(List.of(id))) {
        throw lastOwner();
      }
      sessions.closeAll(id);
      staff.setActive(id, false);
      return get(id);
    });
  }

  /**
   * Lets her sign in again, with the password she had.
   *
   * @throws ProblemException if she has what the caller may not give
   */
  StaffMember reactivate(Caller caller, UUID id) {
    return inTransaction(() -> {
      getManageable(caller, id);
      staff.setActive(id, true);
      return get(id);
    });
  }

  /**
   * Someone whom the caller may manage; nobody else changes her until the transaction ends.
   *
   * @throws ProblemException if there is nobody, or she has what the caller may not give
   */
  Staff getManageable(Caller caller, UUID id) {
    var member = staff.lock(id).orElseThrow(ManagingStaff::unknown);
    AuditedRequest.detail("username", member.username());
    checking.requireMayGive(caller, member.assignments());
    return member;
  }

  private static boolean isSelf(Caller caller, Staff member) {
    return member.username().equals(caller.username());
  }

  private static ProblemException unknown() {
    return new ProblemException(AccessProblem.STAFF_UNKNOWN, "Look for her in the list of staff.");
  }

  private static ProblemException lastOwner() {
    return new ProblemException(
        AccessProblem.LAST_ADMINISTRATOR,
        "Make another an owner first; else nobody could appoint administrators any more.");
  }

  private static ProblemException taken(String username) {
    return new ProblemException(
        AccessProblem.USERNAME_TAKEN, "Choose another name than %s.".formatted(username));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(_ -> work.get());
  }
}
