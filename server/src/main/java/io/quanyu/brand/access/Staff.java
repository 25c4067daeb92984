package io.quanyu.brand.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone who works here, with what sign-in needs to know.
 *
 * @param isActive whether she may sign in
 * @param version counts changes of her assignments
 */
record Staff(
    UUID staffId,
    String username,
    String displayName,
    String passwordHash,
    boolean mustChangePassword,
    List<Assignment> assignments,
    Optional<Instant> lockedUntil,
    boolean isActive,
    Instant createdAt,
    int version) {

  Staff {
    assignments = List.copyOf(assignments);
  }

  boolean isOwner() {
    return assignments.stream().anyMatch(Assignment::isOwner);
  }
}
