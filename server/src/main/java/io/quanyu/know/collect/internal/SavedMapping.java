package io.quanyu.know.collect.internal;

import io.quanyu.know.collect.ImportMapping;
import java.time.Instant;
import java.util.UUID;

/** A mapping kept for the next file with the same columns. */
public record SavedMapping(UUID id, String name, ImportMapping mapping, Instant updatedAt) {}
