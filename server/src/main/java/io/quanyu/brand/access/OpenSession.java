package io.quanyu.brand.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session that can be used at this moment, as people see it. Its id opens nothing.
 *
 * @param address the IP address at sign-in; null if it was not kept
 * @param lastSeenAt to the minute
 * @param isCurrent whether the question came through this session
 */
record OpenSession(
    UUID id,
    Device.Browser browser,
    Device.Platform system,
    @Nullable String address,
    Instant createdAt,
    Instant lastSeenAt,
    boolean isCurrent) {}
