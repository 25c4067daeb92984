package io.quanyu.brand.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Someone who works here, as those see who manage staff.
 *
 * @param username what she signs in with; never changes and is never given to anybody else
 * @param assignments her roles and for what part of the data each, built-in ones first
 * @param isActive whether she may sign in
 * @param mustChangePassword whether her one-time password is still unused
 * @param version counts changes of her assignments
 */
record StaffMember(
    UUID id,
    String username,
    String displayName,
    List<StaffAssignment> assignments,
    boolean isActive,
    boolean mustChangePassword,
    Instant createdAt,
    int version) {

  StaffMember {
    assignments = List.copyOf(assignments);
  }
}
