package io.quanyu.brand.audit.internal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored, all but its seal.
 *
 * @param occurredAt to the microsecond
 * @param details a JSON object, byte for byte
 */
public record StoredEntry(
    UUID entryId,
    Instant occurredAt,
    UUID requestId,
    String actor,
    String kind,
    String action,
    @Nullable String objectKind,
    @Nullable String objectId,
    String outcome,
    @Nullable String reason,
    @Nullable String sourceIp,
    @Nullable String userAgent,
    String details) {}
