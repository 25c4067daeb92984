package io.quanyu.brand.access;

import io.quanyu.brand.access.AssignedScope.Unit;
import io.quanyu.brand.organisation.NamedUnit;
import io.quanyu.brand.organisation.Organisation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows staff with the names of their roles and units. */
final class DescribingStaff {

  private final Organisation organisation;

  DescribingStaff(Organisation organisation) {
    this.organisation = organisation;
  }

  StaffMember describe(Staff staff) {
    return describe(List.of(staff)).getFirst();
  }

  /** All with one look at the units. */
  List<StaffMember> describe(Collection<Staff> staff) {
    var scopes =
        staff.stream()
            .flatMap(each -> each.assignments().stream())
            .map(Assignment::scope)
            .collect(Collectors.toSet());
    var units = organisation.named(Callers.unitNos(scopes));
    return staff.stream()
        .map(each ->
            new StaffMember(
                each.staffId(),
                each.username(),
                each.displayName(),
                each.assignments().stream().map(assigned -> described(assigned, units)).toList(),
                each.isActive(),
                each.mustChangePassword(),
                each.createdAt(),
                each.version()))
        .toList();
  }

  private static StaffAssignment described(Assignment assigned, Map<Integer, NamedUnit> units) {
    @Nullable NamedUnit unit =
        assigned.scope() instanceof Unit(int unitNo) ? units.get(unitNo) : null;
    return new StaffAssignment(
        assigned.roleId(),
        assigned.roleName(),
        BuiltInRole.find(assigned.roleId()).map(BuiltInRole::chinese).orElse(null),
        assigned.scope().kind(),
        unit == null ? null : unit.id(),
        unit == null ? null : unit.name());
  }
}
