package io.quanyu.brand.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Someone who works here, as those see who manage staff.
 *
 * @param username what she signs in with; never changes and is never given to anybody else
 * @param permissions what she may do, e.g. {@code customers.read}, sorted
 * @param isActive whether she may sign in
 * @param mustChangePassword whether her one-time password is still unused
 */
record StaffMember(
    UUID id,
    String username,
    String displayName,
    List<String> permissions,
    boolean isActive,
    boolean mustChangePassword,
    Instant createdAt) {

  StaffMember {
    permissions = List.copyOf(permissions);
  }
}
