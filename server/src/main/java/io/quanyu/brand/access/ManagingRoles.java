package io.quanyu.brand.access;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes, changes and deletes roles of the brand's own.
 *
 * <p>A change of a role is a gift to all who have it, so it falls under the same rules as giving
 * the role: nobody gives what she may not give, and nobody comes to hold what is kept apart.
 */
final class ManagingRoles {

  /** Beside the built-in ones. More would be permissions by person under another name. */
  static final int ROLES_MAX = 200;

  private final RoleTable roles;
  private final StaffTable staff;
  private final TransactionOperations transactions;

  ManagingRoles(RoleTable roles, StaffTable staff, TransactionOperations transactions) {
    this.roles = roles;
    this.staff = staff;
    this.transactions = transactions;
  }

  /** The built-in ones, then the brand's own by name. */
  List<Role> list() {
    var people = roles.peopleOfBuiltIn();
    return Stream.concat(
            Arrays.stream(BuiltInRole.values())
                .map(role -> role.described(people.getOrDefault(role.code(), 0))),
            roles.list().stream())
        .toList();
  }

  /**
   * @throws ProblemException if there is no such role
   */
  Role get(String id) {
    return BuiltInRole.find(id)
        .map(role -> role.described(roles.peopleOfBuiltIn().getOrDefault(id, 0)))
        .or(() -> RoleTable.idOf(id).flatMap(roles::find))
        .orElseThrow(ManagingRoles::unknown);
  }

  /**
   * @throws ProblemException if the caller may not give a permission of it, it joins what is kept
   *     apart, its name is taken, or there are too many
   */
  Role create(Caller caller, RoleDraft draft) {
    CheckingAssignments.requireNothing(Giving.refused(caller, draft.permissions()));
    requireApart(draft);
    return inTransaction(() -> {
      roles.lockAll();
      if (roles.count() >= ROLES_MAX) {
        throw new ProblemException(
            AccessProblem.ROLE_LIMIT_REACHED,
            "There are %d; delete one that nobody has.".formatted(ROLES_MAX));
      }
      requireFree(draft, Optional.empty());
      return get(roles.insert(draft).toString());
    });
  }

  /**
   * Replaces a role; whoever has it may do what it says now from her next request on.
   *
   * @param version the version that the change was made from
   * @throws ProblemException if it is built in, has another version by now, gives somebody what is
   *     kept apart, and see {@link #create}
   */
  Role replace(Caller caller, String id, int version, RoleDraft draft) {
    requireApart(draft);
    return inTransaction(() -> {
      roles.lockAll();
      var role = getOwn(id);
      if (role.version() != version) {
        throw new ProblemException(
            AccessProblem.ROLE_CHANGED,
            "It has version %d now. Read it again and redo the change.".formatted(role.version()));
      }
      requireMayChange(caller, role, draft.permissions());
      requireFree(draft, Optional.of(UUID.fromString(role.id())));
      roles.update(UUID.fromString(role.id()), draft);
      staff
          .having(UUID.fromString(role.id()))
          .forEach(each -> CheckingAssignments.requireApart(each.assignments()));
      return get(id);
    });
  }

  /**
   * @throws ProblemException if it is built in, somebody has it, or the caller may not give all of
   *     it
   */
  void delete(Caller caller, String id) {
    transactions.executeWithoutResult(_ -> {
      roles.lockAll();
      var role = getOwn(id);
      requireMayChange(caller, role, List.of());
      if (role.people() > 0) {
        throw new ProblemException(
            AccessProblem.ROLE_ASSIGNED,
            "%d have it; give them others first.".formatted(role.people()));
      }
      roles.delete(UUID.fromString(role.id()));
    });
  }

  private Role getOwn(String id) {
    if (BuiltInRole.find(id).isPresent()) {
      throw new ProblemException(
          AccessProblem.ROLE_BUILT_IN, "Make a role of your own with the permissions you want.");
    }
    return RoleTable.idOf(id).flatMap(roles::lock).orElseThrow(ManagingRoles::unknown);
  }

  /** Who has the role herself must have all that it is to allow, else she would get it thereby. */
  private void requireMayChange(Caller caller, Role role, Collection<String> wanted) {
    var touched = new TreeSet<>(role.permissions());
    touched.addAll(wanted);
    CheckingAssignments.requireNothing(Giving.refused(caller, touched));
    var isOwn =
        staff.having(UUID.fromString(role.id())).stream()
            .anyMatch(each -> each.username().equals(caller.username()));
    if (isOwn) {
      touched.removeIf(permission -> Giving.has(caller, permission, DataScope.BRAND));
      CheckingAssignments.requireNothing(touched);
    }
  }

  private static void requireApart(RoleDraft draft) {
    CheckingAssignments.requireApart(draft.permissions(), "Make two roles.");
  }

  private void requireFree(RoleDraft draft, Optional<UUID> by) {
    var isBuiltIn =
        Arrays.stream(BuiltInRole.values())
            .anyMatch(role ->
                role.english().equalsIgnoreCase(draft.name())
                    || role.chinese().equals(draft.name()));
    if (isBuiltIn || roles.isTaken(draft.name(), by)) {
      throw new ProblemException(
          AccessProblem.ROLE_NAME_TAKEN, "Choose another name than %s.".formatted(draft.name()));
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(AccessProblem.ROLE_UNKNOWN, "Look for it in the list of roles.");
  }

  private Role inTransaction(Supplier<Role> work) {
    var role = transactions.execute(_ -> work.get());
    if (role == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return role;
  }
}
