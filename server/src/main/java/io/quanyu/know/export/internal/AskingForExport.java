package io.quanyu.know.export.internal;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.core.access.DataScope;
import io.quanyu.core.id.Uuid7;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportColumn;
import io.quanyu.know.export.ExportDraft;
import io.quanyu.know.export.ExportEstimate;
import io.quanyu.know.export.ExportProblem;
import io.quanyu.know.export.ExportSource;
import io.quanyu.know.export.ExportState;
import io.quanyu.know.export.internal.ExportTable.RequestKey;
import io.quanyu.know.segment.Segments;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Takes requests for files, and takes them back. */
public final class AskingForExport {

  private final ExportTable exports;
  private final Segments segments;
  private final VisibleCustomers visible;
  private final RunningExports running;
  private final ExportRules rules;
  private final TransactionOperations transactions;
  private final JsonMapper mapper;
  private final Uuid7 ids;
  private final Clock clock;

  AskingForExport(
      ExportTable exports,
      Segments segments,
      VisibleCustomers visible,
      RunningExports running,
      ExportRules rules,
      TransactionOperations transactions,
      JsonMapper mapper,
      Uuid7 ids,
      Clock clock) {
    this.exports = exports;
    this.segments = segments;
    this.visible = visible;
    this.running = running;
    this.rules = rules;
    this.transactions = transactions;
    this.mapper = mapper;
    this.ids = ids;
    this.clock = clock;
  }

  /** What would come of a request of this thread's caller. */
  public ExportEstimate estimate(ExportDraft draft) {
    long rows = count(conditionOf(draft.source()));
    return new ExportEstimate(rows, rules.rowsMax(), rules.needsApproval(draft.isClear(), rows));
  }

  /**
   * Takes a request, or finds the one that was made under the same key.
   *
   * @param key the header {@code Idempotency-Key}
   * @throws ProblemException if the caller may not ask for this, or nobody or too many are in it
   */
  public Export ask(Caller caller, @Nullable String key, ExportDraft draft) {
    AuditedRequest.reason(draft.purpose());
    AuditedRequest.detail("clear", draft.isClear());
    AuditedRequest.detail(
        "columns",
        draft.columns().stream().map(ExportColumn::code).collect(Collectors.joining(",")));
    if (draft.isClear() && !caller.permissions().contains(Permission.EXPORTS_CLEAR)) {
      throw new ProblemException(
          ExportProblem.CLEAR_NOT_ALLOWED,
          "Ask for masked values, or ask an administrator for exports.clear.");
    }
    var request = requestKey(key, draft);
    var condition = conditionOf(draft.source());
    int rows = checkedRows(count(condition));
    AuditedRequest.detail("expected", rows);
    return Objects.requireNonNull(
        transactions.execute(_ -> insert(caller, request, draft, condition, rows)));
  }

  private Export insert(
      Caller caller,
      RequestKey request,
      ExportDraft draft,
      @Nullable SegmentCondition condition,
      int rows) {
    var known = exports.findRepeated(caller.username(), request);
    if (known.isPresent()) {
      return AuditedRequest.made(known.get().export(), Export::id);
    }
    if (exports.countOpen(caller.username()) >= rules.openMax()) {
      throw new ProblemException(
          ExportProblem.TOO_MANY_OPEN,
          "%d wait or run. Cancel one, or come again when one is done.".formatted(rules.openMax()));
    }
    var needsApproval = rules.needsApproval(draft.isClear(), rows);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var segmentId = draft.source().segmentId();
    var export =
        new Export(
            ids.next(),
            needsApproval ? ExportState.REQUESTED : ExportState.APPROVED,
            segmentId,
            segmentId == null ? null : segments.get(segmentId).name(),
            condition,
            draft.columns(),
            draft.isClear(),
            draft.purpose(),
            caller.username(),
            caller.displayName(),
            now,
            rows,
            needsApproval,
            null,
            null,
            null,
            null,
            0,
            null,
            needsApproval ? now.plus(rules.kept()) : null,
            null,
            0);
    if (!exports.insert(export, request, CurrentScope.ofRows())) {
      return exports
          .findRepeated(caller.username(), request)
          .map(stored -> AuditedRequest.made(stored.export(), Export::id))
          .orElseThrow(() ->
              new ProblemException(
                  WebProblem.IDEMPOTENCY_KEY_REUSED, "Send another key with another request."));
    }
    if (!needsApproval) {
      running.wake();
    }
    return AuditedRequest.made(export, Export::id);
  }

  /**
   * Takes a request back, while there is no file.
   *
   * @throws ProblemException {@link ExportProblem#EXPORT_NOT_FOUND} if it is not the caller's
   */
  public Export cancel(Caller caller, UUID id) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          own(caller, id);
          if (!exports.cancel(id)) {
            throw new ProblemException(
                ExportProblem.STATE_WRONG, "Only what is still to come can be cancelled.");
          }
          return own(caller, id);
        }));
  }

  /** One of the caller's. */
  public Export own(Caller caller, UUID id) {
    return exports
        .find(id)
        .map(ExportTable.Stored::export)
        .filter(export -> export.requestedBy().equals(caller.username()))
        .orElseThrow(() -> notFound(id));
  }

  static ProblemException notFound(UUID id) {
    return new ProblemException(
        ExportProblem.EXPORT_NOT_FOUND, "You have no export with the id " + id + ".");
  }

  /** As it is now: what is changed or deleted later does not change what somebody allowed. */
  private @Nullable SegmentCondition conditionOf(ExportSource source) {
    var segmentId = source.segmentId();
    return segmentId == null ? source.condition() : segments.get(segmentId).condition();
  }

  private long count(@Nullable SegmentCondition condition) {
    return condition == null
        ? visible.get().getLongCardinality()
        : segments.members(condition).getLongCardinality();
  }

  private int checkedRows(long rows) {
    if (rows == 0 || CurrentScope.ofRows().equals(DataScope.NOTHING)) {
      throw new ProblemException(
          ExportProblem.NOTHING_TO_EXPORT, "Nobody whom you may see is in it. Choose others.");
    }
    if (rows > rules.rowsMax()) {
      throw new ProblemException(
          ExportProblem.TOO_MANY_ROWS,
          "It has %,d customers, a file at most %,d. Choose fewer."
              .formatted(rows, rules.rowsMax()));
    }
    return Math.toIntExact(rows);
  }

  private RequestKey requestKey(@Nullable String key, ExportDraft draft) {
    if (key == null || key.isBlank() || key.length() > 100) {
      throw new ProblemException(
          WebProblem.IDEMPOTENCY_KEY_INVALID,
          "Send a header Idempotency-Key with any unique text of 1 to 100 characters.");
    }
    try {
      return new RequestKey(
          key,
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(draft))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
