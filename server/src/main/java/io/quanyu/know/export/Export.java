package io.quanyu.know.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.segment.SegmentCondition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a file of customers, and what became of it. What does not apply is left out.
 *
 * @param segmentName as it was called when asked
 * @param condition as it was when asked; left out for everybody
 * @param requestedBy username
 * @param rowsExpected customers when it was asked for
 * @param decidedBy username of who allowed or refused it; left out if nobody had to
 * @param rowsPlanned customers when writing began
 * @param rowsWritten customers written so far
 * @param expiresAt when the file is destroyed, or a request that nobody decides falls
 * @param downloads how often the file was fetched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Export(
    UUID id,
    ExportState state,
    @Nullable UUID segmentId,
    @Nullable String segmentName,
    @Nullable SegmentCondition condition,
    List<ExportColumn> columns,
    boolean isClear,
    String purpose,
    String requestedBy,
    String requesterName,
    Instant requestedAt,
    int rowsExpected,
    boolean needsApproval,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decisionNote,
    @Nullable Integer rowsPlanned,
    int rowsWritten,
    @Nullable Instant readyAt,
    @Nullable Instant expiresAt,
    @Nullable ExportFailure failure,
    int downloads) {
  public Export {
    columns = List.copyOf(columns);
  }
}
