package io.quanyu.brand.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a machine calls the API in somebody's name, as people see it.
 *
 * @param shown its part that is no secret, to recognise it by
 * @param owner the username of whom it acts for
 * @param permissions the most it may do; no more than its owner may at the moment
 * @param lastUsedAt to the minute; null: never
 * @param isActive neither revoked nor expired
 */
record ApiKey(
    UUID id,
    String name,
    String shown,
    String owner,
    List<String> permissions,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt,
    boolean isActive) {

  ApiKey {
    permissions = List.copyOf(permissions);
  }
}
