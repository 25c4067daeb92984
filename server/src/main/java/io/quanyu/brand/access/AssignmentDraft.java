package io.quanyu.brand.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody is to have.
 *
 * @param role a built-in role's code or the id of one of the brand's own
 * @param scope for what part of the data
 * @param unitId the unit, if and only if the scope is one
 */
record AssignmentDraft(String role, ScopeKind scope, @Nullable UUID unitId) {

  /** So many can anybody have: a dealer of more stores has a unit above them. */
  static final int PER_PERSON_MAX = 100;

  AssignmentDraft {
    if (role == null || role.isBlank()) {
      throw new IllegalArgumentException("role is missing");
    }
    if (scope == null) {
      throw new IllegalArgumentException("scope must be brand, unit or own");
    }
    if ((scope == ScopeKind.UNIT) != (unitId != null)) {
      throw new IllegalArgumentException("unitId belongs to the scope unit, and to no other");
    }
  }

  /** Those of a request; doubles count once. */
  static List<AssignmentDraft> listOf(@Nullable List<AssignmentDraft> assignments) {
    if (assignments == null
        || assignments.isEmpty()
        || assignments.size() > PER_PERSON_MAX
        || assignments.stream().anyMatch(each -> each == null)) {
      throw new IllegalArgumentException("assignments must be 1 to " + PER_PERSON_MAX);
    }
    return List.copyOf(new LinkedHashSet<>(assignments));
  }
}
