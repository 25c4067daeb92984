package io.quanyu.know.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.segment.SegmentCondition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a file is about: the members of a segment, whoever satisfies a condition, or, with neither,
 * everybody whom the requester may see.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportSource(@Nullable UUID segmentId, @Nullable SegmentCondition condition) {
  public ExportSource {
    if (segmentId != null && condition != null) {
      throw new IllegalArgumentException("source has a segmentId or a condition, not both");
    }
  }
}
