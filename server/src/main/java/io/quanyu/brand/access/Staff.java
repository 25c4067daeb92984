package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Someone who works here, with what sign-in needs to know. */
record Staff(
    UUID staffId,
    String username,
    String displayName,
    String passwordHash,
    boolean mustChangePassword,
    Set<String> permissions,
    Optional<Instant> lockedUntil) {

  Caller caller() {
    return Caller.ofBrand(username, displayName, mustChangePassword, permissions);
  }
}
