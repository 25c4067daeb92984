package io.quanyu.brand.access;

import io.quanyu.brand.access.AssignedScope.Brand;
import io.quanyu.brand.access.AssignedScope.Own;
import io.quanyu.brand.access.AssignedScope.Unit;
import io.quanyu.brand.organisation.Organisation;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Whether somebody may give these roles, and whether one person may have them together. */
final class CheckingAssignments {

  private final RoleTable roles;
  private final Organisation organisation;
  private final Callers callers;

  CheckingAssignments(RoleTable roles, Organisation organisation, Callers callers) {
    this.roles = roles;
    this.organisation = organisation;
    this.callers = callers;
  }

  /**
   * The assignments that a request asks for. Runs in a transaction, until whose end their roles
   * stay as they are.
   *
   * @throws ProblemException if there is no such role or unit, or a role is not given for such a
   *     part of the data
   */
  List<Assignment> resolve(Collection<AssignmentDraft> drafts) {
    return drafts.stream().map(this::resolve).distinct().toList();
  }

  private Assignment resolve(AssignmentDraft draft) {
    var builtIn = BuiltInRole.find(draft.role());
    if (builtIn.isPresent()) {
      var role = builtIn.get();
      requireFits(draft, role.english(), role.scopes());
      return AssignmentTable.builtIn(role, scope(draft));
    }
    var role =
        RoleTable.idOf(draft.role())
            .flatMap(roles::share)
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.ROLE_UNKNOWN, "Look for it in the list of roles."));
    requireFits(draft, role.name(), role.scopes());
    return new Assignment(role.id(), role.name(), role.permissions(), scope(draft));
  }

  private AssignedScope scope(AssignmentDraft draft) {
    var unitId = draft.unitId();
    return switch (draft.scope()) {
      case BRAND -> new Brand();
      case OWN -> new Own();
      case UNIT -> {
        if (unitId == null) {
          throw new IllegalStateException("a draft for a unit names one");
        }
        yield new Unit(organisation.numberOf(unitId));
      }
    };
  }

  private static void requireFits(
      AssignmentDraft draft, String name, Collection<ScopeKind> scopes) {
    if (!scopes.contains(draft.scope())) {
      throw new ProblemException(
          AccessProblem.SCOPE_UNFIT,
          "“%s” is given for: %s."
              .formatted(
                  name, scopes.stream().map(ScopeKind::word).collect(Collectors.joining(", "))),
          List.of(new FieldError("scope", "does not fit the role")));
    }
  }

  /**
   * @throws ProblemException if the caller may not give all of these
   */
  void requireMayGive(Caller caller, Collection<Assignment> assignments) {
    requireNothing(Giving.refused(caller, assignments, callers.atMost(assignments)));
  }

  /**
   * @throws ProblemException if there is anything that the caller may not give
   */
  static void requireNothing(Collection<String> refused) {
    if (!refused.isEmpty()) {
      throw new ProblemException(
          AccessProblem.PERMISSION_LACKING,
          "You have not yourself, or not for all these data: %s. Ask somebody who has."
              .formatted(String.join(", ", refused)));
    }
  }

  /**
   * @throws ProblemException if these join what is kept apart; owners may
   */
  static void requireApart(Collection<Assignment> assignments) {
    if (assignments.stream().noneMatch(Assignment::isOwner)) {
      requireApart(
          assignments.stream().flatMap(each -> each.permissions().stream()).toList(),
          "Give them to different people.");
    }
  }

  /**
   * @throws ProblemException if these permissions join what is kept apart
   */
  static void requireApart(Collection<String> permissions, String advice) {
    var duties = Duty.in(permissions);
    if (duties.size() > 1) {
      throw new ProblemException(
          AccessProblem.DUTIES_COMBINED,
          "Kept apart are: %s. %s"
              .formatted(
                  duties.stream().map(Duty::words).collect(Collectors.joining("; ")), advice));
    }
  }
}
