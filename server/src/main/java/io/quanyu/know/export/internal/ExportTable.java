package io.quanyu.know.export.internal;

import static io.quanyu.know.export.internal.db.Tables.EXPORT;

import io.quanyu.core.access.DataScope;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportColumn;
import io.quanyu.know.export.ExportFailure;
import io.quanyu.know.export.ExportState;
import io.quanyu.know.export.internal.db.tables.records.ExportRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every statement over exports. On the thread of somebody who sees a part of the customers
 * PostgreSQL shows those exports alone that hold nothing else.
 */
@Repository
public class ExportTable {

  /** States in which there is no file yet and there may be one. */
  static final Set<ExportState> OPEN =
      Set.of(ExportState.REQUESTED, ExportState.APPROVED, ExportState.RUNNING);

  private final DSLContext dsl;
  private final JsonMapper mapper;
  private final Clock clock;

  public ExportTable(DSLContext dsl, JsonMapper mapper, Clock clock) {
    this.dsl = dsl;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * An export with what nobody outside is told.
   *
   * @param scope whose customers the file may hold
   */
  record Stored(int exportNo, Export export, DataScope scope) {}

  /** What makes a repetition of a request the same one. */
  record RequestKey(String key, String hash) {}

  /**
   * Adds a request unless it is there.
   *
   * @return whether it was not
   */
  boolean insert(Export export, RequestKey request, DataScope scope) {
    return dsl.insertInto(EXPORT)
            .set(EXPORT.EXPORT_ID, export.id())
            .set(EXPORT.STATE, export.state().name())
            .set(EXPORT.REQUESTED_BY, export.requestedBy())
            .set(EXPORT.REQUESTER_NAME, export.requesterName())
            .set(EXPORT.REQUESTED_AT, at(export.requestedAt()))
            .set(EXPORT.REQUEST_KEY, request.key())
            .set(EXPORT.REQUEST_HASH, request.hash())
            .set(EXPORT.SEGMENT_ID, export.segmentId())
            .set(EXPORT.SEGMENT_NAME, export.segmentName())
            .set(EXPORT.CONDITION, json(export.condition()))
            .set(
                EXPORT.COLUMNS,
                export.columns().stream().map(ExportColumn::code).toArray(String[]::new))
            .set(EXPORT.CLEAR, export.isClear())
            .set(EXPORT.PURPOSE, export.purpose())
            .set(EXPORT.ROWS_EXPECTED, export.rowsExpected())
            .set(EXPORT.NEEDS_APPROVAL, export.needsApproval())
            .set(EXPORT.WHOLE_BRAND, scope.isBrand())
            .set(EXPORT.SCOPE_UNITS, numbers(scope.units()))
            .set(EXPORT.SCOPE_GUIDES, numbers(scope.guides()))
            .set(EXPORT.EXPIRES_AT, at(export.expiresAt()))
            .onConflict(EXPORT.REQUESTED_BY, EXPORT.REQUEST_KEY)
            .doNothing()
            .execute()
        == 1;
  }

  /** The request that somebody made under a key; empty if it was another one. */
  Optional<Stored> findRepeated(String requestedBy, RequestKey request) {
    return dsl.selectFrom(EXPORT)
        .where(
            EXPORT.REQUESTED_BY.eq(requestedBy),
            EXPORT.REQUEST_KEY.eq(request.key()),
            EXPORT.REQUEST_HASH.eq(request.hash()))
        .fetchOptional(this::stored);
  }

  int countOpen(String requestedBy) {
    return dsl.fetchCount(
        EXPORT, EXPORT.REQUESTED_BY.eq(requestedBy), EXPORT.STATE.in(names(OPEN)));
  }

  Optional<Stored> find(UUID id) {
    return dsl.selectFrom(EXPORT).where(EXPORT.EXPORT_ID.eq(id)).fetchOptional(this::stored);
  }

  /** The wrapped key of a file that can be had. */
  Optional<byte[]> findFileKey(UUID id) {
    return dsl.select(EXPORT.FILE_KEY)
        .from(EXPORT)
        .where(EXPORT.EXPORT_ID.eq(id), EXPORT.FILE_KEY.isNotNull())
        .fetchOptional(EXPORT.FILE_KEY);
  }

  /** The same; until the end of the transaction nobody else changes it. */
  Optional<Stored> lock(UUID id) {
    return dsl.selectFrom(EXPORT)
        .where(EXPORT.EXPORT_ID.eq(id))
        .forUpdate()
        .fetchOptional(this::stored);
  }

  /** Of one person, latest first. */
  List<Stored> listOf(String requestedBy, int beforeNo, int rows) {
    return list(EXPORT.REQUESTED_BY.eq(requestedBy), beforeNo, rows);
  }

  /** Of everybody, latest first. */
  List<Stored> list(@Nullable ExportState state, int beforeNo, int rows) {
    return list(state == null ? DSL.noCondition() : EXPORT.STATE.eq(state.name()), beforeNo, rows);
  }

  private List<Stored> list(Condition which, int beforeNo, int rows) {
    return dsl.selectFrom(EXPORT)
        .where(which, EXPORT.EXPORT_NO.lt(beforeNo))
        .orderBy(EXPORT.EXPORT_NO.desc())
        .limit(rows)
        .fetch(this::stored);
  }

  /** By number; a mark may name one that a restored database does not have. */
  Map<Integer, Stored> byNumber(Collection<Integer> exportNos) {
    return dsl.selectFrom(EXPORT).where(EXPORT.EXPORT_NO.in(exportNos)).fetch(this::stored).stream()
        .collect(Collectors.toMap(Stored::exportNo, Function.identity()));
  }

  /** A second person's word; false if it was not waiting for one. */
  boolean decide(UUID id, ExportState to, String by, @Nullable String note) {
    return dsl.update(EXPORT)
            .set(EXPORT.STATE, to.name())
            .set(EXPORT.DECIDED_BY, by)
            .set(EXPORT.DECIDED_AT, now())
            .set(EXPORT.DECISION_NOTE, note)
            .setNull(EXPORT.EXPIRES_AT)
            .where(EXPORT.EXPORT_ID.eq(id), EXPORT.STATE.eq(ExportState.REQUESTED.name()))
            .execute()
        == 1;
  }

  /** Whether it was still to come. */
  boolean cancel(UUID id) {
    return dsl.update(EXPORT)
            .set(EXPORT.STATE, ExportState.CANCELLED.name())
            .where(EXPORT.EXPORT_ID.eq(id), EXPORT.STATE.in(names(OPEN)))
            .execute()
        == 1;
  }

  /** The oldest that is to be written, one that a crash interrupted among them. */
  Optional<Stored> findWaiting() {
    return dsl.selectFrom(EXPORT)
        .where(EXPORT.STATE.in(ExportState.APPROVED.name(), ExportState.RUNNING.name()))
        .orderBy(EXPORT.EXPORT_NO)
        .limit(1)
        .fetchOptional(this::stored);
  }

  /** Begins it, once more perhaps; false if it was cancelled. */
  boolean begin(int exportNo, int rowsPlanned) {
    return dsl.update(EXPORT)
            .set(EXPORT.STATE, ExportState.RUNNING.name())
            .set(EXPORT.ROWS_PLANNED, rowsPlanned)
            .set(EXPORT.ROWS_WRITTEN, 0)
            .where(
                EXPORT.EXPORT_NO.eq(exportNo),
                EXPORT.STATE.in(ExportState.APPROVED.name(), ExportState.RUNNING.name()))
            .execute()
        == 1;
  }

  /** Tells how far it is; false if it was cancelled. */
  boolean advance(int exportNo, int rowsWritten) {
    return dsl.update(EXPORT)
            .set(EXPORT.ROWS_WRITTEN, rowsWritten)
            .where(EXPORT.EXPORT_NO.eq(exportNo), isRunning())
            .execute()
        == 1;
  }

  /**
   * Makes the file one that can be had; false if it was cancelled.
   *
   * @param scope whose customers it holds
   */
  boolean finish(int exportNo, byte[] fileKey, DataScope scope, Instant expiresAt) {
    return dsl.update(EXPORT)
            .set(EXPORT.STATE, ExportState.READY.name())
            .set(EXPORT.FILE_KEY, fileKey)
            .set(EXPORT.WHOLE_BRAND, scope.isBrand())
            .set(EXPORT.SCOPE_UNITS, numbers(scope.units()))
            .set(EXPORT.SCOPE_GUIDES, numbers(scope.guides()))
            .set(EXPORT.READY_AT, now())
            .set(EXPORT.EXPIRES_AT, at(expiresAt))
            .where(EXPORT.EXPORT_NO.eq(exportNo), isRunning())
            .execute()
        == 1;
  }

  void fail(int exportNo, ExportFailure why) {
    dsl.update(EXPORT)
        .set(EXPORT.STATE, ExportState.FAILED.name())
        .set(EXPORT.FAILURE, why.name())
        .where(
            EXPORT.EXPORT_NO.eq(exportNo),
            EXPORT.STATE.in(ExportState.APPROVED.name(), ExportState.RUNNING.name()))
        .execute();
  }

  void countDownload(UUID id) {
    dsl.update(EXPORT)
        .set(EXPORT.DOWNLOADS, EXPORT.DOWNLOADS.plus(1))
        .set(EXPORT.LAST_DOWNLOADED_AT, now())
        .where(EXPORT.EXPORT_ID.eq(id))
        .execute();
  }

  /** Ends what is over: files lose their keys, requests that nobody decided fall. */
  int expire() {
    return dsl.update(EXPORT)
        .set(EXPORT.STATE, ExportState.EXPIRED.name())
        .setNull(EXPORT.FILE_KEY)
        .where(
            EXPORT.STATE.in(ExportState.REQUESTED.name(), ExportState.READY.name()),
            EXPORT.EXPIRES_AT.le(now()))
        .execute();
  }

  /** Those whose files there are or may be soon. */
  Set<UUID> withFiles() {
    return dsl.select(EXPORT.EXPORT_ID)
        .from(EXPORT)
        .where(
            EXPORT.STATE.in(
                ExportState.APPROVED.name(), ExportState.RUNNING.name(), ExportState.READY.name()))
        .fetchSet(EXPORT.EXPORT_ID);
  }

  private static Condition isRunning() {
    return EXPORT.STATE.eq(ExportState.RUNNING.name());
  }

  private Stored stored(ExportRecord row) {
    return new Stored(row.getExportNo(), export(row), scope(row));
  }

  private Export export(ExportRecord row) {
    var failure = row.getFailure();
    return new Export(
        row.getExportId(),
        ExportState.valueOf(row.getState()),
        row.getSegmentId(),
        row.getSegmentName(),
        condition(row.getCondition()),
        Arrays.stream(row.getColumns()).map(ExportColumn::ofCode).toList(),
        row.getClear(),
        row.getPurpose(),
        row.getRequestedBy(),
        row.getRequesterName(),
        row.getRequestedAt().toInstant(),
        row.getRowsExpected(),
        row.getNeedsApproval(),
        row.getDecidedBy(),
        instant(row.getDecidedAt()),
        row.getDecisionNote(),
        row.getRowsPlanned(),
        row.getRowsWritten(),
        instant(row.getReadyAt()),
        instant(row.getExpiresAt()),
        failure == null ? null : ExportFailure.valueOf(failure),
        row.getDownloads());
  }

  private static DataScope scope(ExportRecord row) {
    if (row.getWholeBrand()) {
      return DataScope.BRAND;
    }
    var scope = DataScope.ofUnits(numbers(row.getScopeUnits()));
    for (int guide : row.getScopeGuides()) {
      scope = scope.or(DataScope.ofGuide(guide));
    }
    return scope;
  }

  private static Integer[] numbers(RoaringBitmap set) {
    return Arrays.stream(set.toArray()).boxed().toArray(Integer[]::new);
  }

  private static RoaringBitmap numbers(Integer[] numbers) {
    return RoaringBitmap.bitmapOf(Arrays.stream(numbers).mapToInt(Integer::intValue).toArray());
  }

  private @Nullable JSONB json(@Nullable SegmentCondition condition) {
    return condition == null
        ? null
        // Named as the sealed type: a record alone would be written without its type.
        : JSONB.valueOf(mapper.writerFor(SegmentCondition.class).writeValueAsString(condition));
  }

  private @Nullable SegmentCondition condition(@Nullable JSONB json) {
    return json == null ? null : mapper.readValue(json.data(), SegmentCondition.class);
  }

  private static List<String> names(Collection<ExportState> states) {
    return states.stream().map(ExportState::name).toList();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
