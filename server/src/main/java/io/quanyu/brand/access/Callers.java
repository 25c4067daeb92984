package io.quanyu.brand.access;

import io.quanyu.brand.access.AssignedScope.Brand;
import io.quanyu.brand.access.AssignedScope.Own;
import io.quanyu.brand.access.AssignedScope.Unit;
import io.quanyu.brand.organisation.NamedUnit;
import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.People;
import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What staff may do at this moment: their roles, over the organisation of today. Asked on every
 * request, so that a new assignment, a moved store, another person's account count at once.
 */
final class Callers {

  private final Organisation organisation;
  private final People people;

  Callers(Organisation organisation, People people) {
    this.organisation = organisation;
    this.people = people;
  }

  /** Somebody as caller of a request. */
  Caller of(Staff staff) {
    var caller =
        new Caller(
            staff.username(),
            staff.displayName(),
            staff.mustChangePassword(),
            Assignment.scopes(staff.assignments(), seenBy(staff.staffId(), staff.assignments())));
    return staff.lacksTotp()
        ? caller.keeping(permission -> !SignInPolicies.MANAGING.contains(permission))
        : caller;
  }

  private Function<AssignedScope, DataScope> seenBy(
      UUID staffId, Collection<Assignment> assignments) {
    var below = new UnitScopes(organisation, assignments);
    return scope ->
        switch (scope) {
          case Brand _ -> DataScope.BRAND;
          case Unit(int unitNo) -> below.of(unitNo);
          case Own _ -> {
            var personNo = people.numberOf(staffId);
            yield personNo.isPresent()
                ? DataScope.ofGuide(personNo.getAsInt())
                : DataScope.NOTHING; // nobody has told which person she is
          }
        };
  }

  /**
   * The most that somebody may come to see by assignments. A unit that is closed may open again;
   * who her own customers are is not known before her account is linked to a person.
   */
  Function<AssignedScope, DataScope> atMost(Collection<Assignment> assignments) {
    var below = new UnitScopes(organisation, assignments);
    return scope ->
        switch (scope) {
          case Brand _ -> DataScope.BRAND;
          case Unit(int unitNo) -> below.withItself(unitNo);
          case Own _ -> DataScope.BRAND;
        };
  }

  /** What somebody sees who sees only a part of the customers; empty for all others. */
  Optional<SeenPart> partOf(Staff staff) {
    var caller = of(staff);
    var scoped =
        caller.scopes().entrySet().stream()
            .filter(entry -> Permission.SCOPED.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (scoped.stream().allMatch(DataScope::isBrand)) {
      return Optional.empty();
    }
    var scopes =
        staff.assignments().stream()
            .filter(assignment ->
                assignment.permissions().stream().anyMatch(Permission.SCOPED::contains))
            .map(Assignment::scope)
            .collect(Collectors.toSet());
    return Optional.of(
        new SeenPart(
            organisation.named(unitNos(scopes)).values().stream()
                .map(NamedUnit::name)
                .sorted()
                .toList(),
            scopes.contains(new Own())));
  }

  /** The units among scopes, by number. */
  static Collection<Integer> unitNos(Collection<AssignedScope> scopes) {
    var numbers = new TreeSet<Integer>();
    for (var scope : scopes) {
      if (scope instanceof Unit(int unitNo)) {
        numbers.add(unitNo);
      }
    }
    return numbers;
  }
}
