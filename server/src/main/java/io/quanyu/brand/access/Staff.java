package io.quanyu.brand.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Someone who works here, with what sign-in needs to know.
 *
 * @param isActive whether she may sign in
 * @param version counts changes of her assignments
 * @param lacksTotp a second factor is required of managers and she has none
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
    int version,
    boolean lacksTotp) {

  Staff {
    assignments = List.copyOf(assignments);
  }

  boolean isOwner() {
    return assignments.stream().anyMatch(Assignment::isOwner);
  }

  /** What her roles allow, whosever data. */
  Set<String> permissions() {
    return assignments.stream()
        .flatMap(assignment -> assignment.permissions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether managing waits for a second factor of hers. */
  boolean owesTotp() {
    return lacksTotp && permissions().stream().anyMatch(SignInPolicies.MANAGING::contains);
  }

  /** As somebody who came so: with a company account she needs no password of her own. */
  Staff via(Via via) {
    return via == Via.PASSWORD
        ? this
        : new Staff(
            staffId,
            username,
            displayName,
            passwordHash,
            false,
            assignments,
            lockedUntil,
            isActive,
            createdAt,
            version,
            lacksTotp);
  }
}
