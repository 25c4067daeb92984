package io.quanyu.know.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.segment.SegmentCondition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved condition.
 *
 * @param size customers at {@code computedAt}; null before the first count
 * @param version counts changes of name, description and condition; sizes do not change it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Segment(
    UUID id,
    String name,
    @Nullable String description,
    SegmentCondition condition,
    @Nullable Long size,
    @Nullable Instant computedAt,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
