package io.quanyu.know.collect.internal.job;

import static io.quanyu.know.collect.internal.db.Tables.IMPORT_DOCUMENT;
import static io.quanyu.know.collect.internal.db.Tables.IMPORT_JOB;
import static io.quanyu.know.collect.internal.db.Tables.QUARANTINED_ROW;
import static io.quanyu.know.collect.internal.db.Tables.UPLOAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.record.ParsedRow;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.database.BulkCopy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of imports. */
@Component
public class ImportSql {
  private static final TypeReference<Map<String, Long>> REVENUE = new TypeReference<>() {};
  private static final TypeReference<Map<OrderKind, Long>> DOCUMENTS = new TypeReference<>() {};
  private static final TypeReference<List<ReasonCount>> REASONS = new TypeReference<>() {};
  private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};

  private static final int PAGE_ROWS = 1_000;
  private static final int JOBS_AT_ONCE = 16;

  private final DSLContext db;
  private final BulkCopy bulkCopy;
  private final JsonMapper mapper;

  public ImportSql(DSLContext db, BulkCopy bulkCopy, JsonMapper mapper) {
    this.db = db;
    this.bulkCopy = bulkCopy;
    this.mapper = mapper;
  }

  /**
   * Adds a job.
   *
   * @return its number; empty if the same file is being or was imported by another
   */
  Optional<Integer> insert(
      UUID id,
      UUID uploadId,
      @Nullable Integer replaysJobNo,
      UUID source,
      String channel,
      ImportMapping mapping,
      @Nullable String currency,
      @Nullable String zone,
      boolean moreFollows,
      Instant now) {
    return db.insertInto(IMPORT_JOB)
        .set(IMPORT_JOB.ID, id)
        .set(IMPORT_JOB.UPLOAD_ID, uploadId)
        .set(IMPORT_JOB.REPLAYS_JOB_NO, replaysJobNo)
        .set(IMPORT_JOB.SOURCE, source)
        .set(IMPORT_JOB.KIND, mapping.kind().name())
        .set(IMPORT_JOB.CHANNEL, channel)
        .set(IMPORT_JOB.MAPPING, json(mapping))
        .set(IMPORT_JOB.CURRENCY, currency)
        .set(IMPORT_JOB.ZONE, zone)
        .set(IMPORT_JOB.MORE_FOLLOWS, moreFollows)
        .set(IMPORT_JOB.STATE, ImportState.QUEUED.name())
        .set(IMPORT_JOB.CREATED_AT, utc(now))
        .onConflictDoNothing()
        .returning(IMPORT_JOB.JOB_NO)
        .fetchOptional(IMPORT_JOB.JOB_NO);
  }

  Optional<ImportJob> find(UUID id) {
    return findOne(IMPORT_JOB.ID.eq(id));
  }

  /**
   * Hands over the jobs with these ids, a few at a time: each holds the accounts of all its rows.
   * Needs a transaction.
   */
  void each(Collection<UUID> ids, Consumer<ImportJob> consumer) {
    try (var rows =
        selectJobs()
            .where(IMPORT_JOB.ID.eq(any(ids.toArray(UUID[]::new))))
            .fetchSize(JOBS_AT_ONCE)
            .fetchLazy()) {
      rows.forEach(row -> consumer.accept(jobOf(row)));
    }
  }

  /** The import of a file (not a replay) by the key of its lines. */
  public Optional<ImportJob> findBySource(UUID source) {
    return findOne(IMPORT_JOB.SOURCE.eq(source).and(IMPORT_JOB.REPLAYS_JOB_NO.isNull()));
  }

  /** The last completed import of an upload, of whatever kind. */
  public Optional<UUID> findCompletedOf(UUID uploadId) {
    return db.select(IMPORT_JOB.ID)
        .from(IMPORT_JOB)
        .where(IMPORT_JOB.UPLOAD_ID.eq(uploadId))
        .and(IMPORT_JOB.STATE.eq(ImportState.COMPLETED.name()))
        .and(IMPORT_JOB.REPLAYS_JOB_NO.isNull())
        .orderBy(IMPORT_JOB.JOB_NO.desc())
        .limit(1)
        .fetchOptional(IMPORT_JOB.ID);
  }

  /** The oldest job that is not ended. */
  Optional<ImportJob> findWaiting() {
    return findOne(
        IMPORT_JOB.JOB_NO.eq(
            db.select(min(IMPORT_JOB.JOB_NO))
                .from(IMPORT_JOB)
                .where(IMPORT_JOB.STATE.in(inline("QUEUED"), inline("RUNNING")))));
  }

  /** Jobs older than {@code beforeJobNo}, newest first. */
  public List<ImportJob> list(int beforeJobNo, int limit) {
    return selectJobs()
        .where(IMPORT_JOB.JOB_NO.lt(beforeJobNo))
        .orderBy(IMPORT_JOB.JOB_NO.desc())
        .limit(limit)
        .fetch(this::jobOf);
  }

  public long count() {
    return db.fetchCount(IMPORT_JOB);
  }

  /**
   * Begins a job, or goes on with it; false if it has ended meanwhile, such as by a cancellation.
   */
  boolean start(int jobNo, Instant now) {
    return db.update(IMPORT_JOB)
            .set(IMPORT_JOB.STATE, ImportState.RUNNING.name())
            .set(IMPORT_JOB.STARTED_AT, DSL.coalesce(IMPORT_JOB.STARTED_AT, DSL.val(utc(now))))
            .where(
                IMPORT_JOB.JOB_NO.eq(jobNo),
                IMPORT_JOB.STATE.in(ImportState.QUEUED.name(), ImportState.RUNNING.name()))
            .execute()
        == 1;
  }

  /** Runs an ended job on from where it stopped. */
  void requeue(
      int jobNo,
      ImportMapping mapping,
      @Nullable String currency,
      @Nullable String zone,
      boolean moreFollows) {
    db.update(IMPORT_JOB)
        .set(IMPORT_JOB.STATE, ImportState.QUEUED.name())
        .set(IMPORT_JOB.CANCEL_REQUESTED, false)
        .set(IMPORT_JOB.MAPPING, json(mapping))
        .set(IMPORT_JOB.CURRENCY, currency)
        .set(IMPORT_JOB.ZONE, zone)
        .set(IMPORT_JOB.MORE_FOLLOWS, moreFollows)
        .set(IMPORT_JOB.FAILURE, (String) null)
        .set(IMPORT_JOB.FINISHED_AT, (OffsetDateTime) null)
        .where(IMPORT_JOB.JOB_NO.eq(jobNo))
        .execute();
  }

  /** Asks a running job to stop after its chunk, and ends one that has not begun. */
  void requestCancel(int jobNo, Instant now) {
    db.update(IMPORT_JOB)
        .set(IMPORT_JOB.STATE, ImportState.CANCELLED.name())
        .set(IMPORT_JOB.FINISHED_AT, utc(now))
        .where(IMPORT_JOB.JOB_NO.eq(jobNo))
        .and(IMPORT_JOB.STATE.eq(ImportState.QUEUED.name()))
        .execute();
    db.update(IMPORT_JOB)
        .set(IMPORT_JOB.CANCEL_REQUESTED, true)
        .where(IMPORT_JOB.JOB_NO.eq(jobNo))
        .execute();
  }

  boolean isCancelRequested(int jobNo) {
    return Boolean.TRUE.equals(
        db.select(IMPORT_JOB.CANCEL_REQUESTED)
            .from(IMPORT_JOB)
            .where(IMPORT_JOB.JOB_NO.eq(jobNo))
            .fetchOne(IMPORT_JOB.CANCEL_REQUESTED));
  }

  /**
   * Moves a job on by one chunk.
   *
   * @return false if it does not stand where the chunk begins: another server moved it
   */
  boolean advance(int jobNo, long fromLine, ImportCounts counts) {
    return db.update(IMPORT_JOB)
            .set(IMPORT_JOB.NEXT_LINE, counts.nextLine())
            .set(IMPORT_JOB.BYTES_READ, counts.bytesRead())
            .set(IMPORT_JOB.ROWS, counts.rows())
            .set(IMPORT_JOB.ACCEPTED, counts.accepted())
            .set(IMPORT_JOB.QUARANTINED, counts.quarantined())
            .set(IMPORT_JOB.ORDERS, counts.orders())
            .set(IMPORT_JOB.NET_REVENUE, json(counts.netRevenueMinor()))
            .set(IMPORT_JOB.DOCUMENTS, json(counts.documents()))
            .set(IMPORT_JOB.REASONS, json(counts.reasons()))
            .set(IMPORT_JOB.NOTICES, json(counts.notices()))
            .set(IMPORT_JOB.ACCOUNTS, bytesOf(counts.accounts()))
            .set(IMPORT_JOB.BUSY_MS, counts.busyMs())
            .where(IMPORT_JOB.JOB_NO.eq(jobNo))
            .and(IMPORT_JOB.NEXT_LINE.eq(fromLine))
            .execute()
        == 1;
  }

  void addDocuments(int jobNo, Map<String, OrderKind> documents) {
    bulkCopy.into(
        IMPORT_DOCUMENT,
        List.of(IMPORT_DOCUMENT.JOB_NO, IMPORT_DOCUMENT.DOCUMENT, IMPORT_DOCUMENT.KIND_RANK),
        rows ->
            documents.forEach((orderNo, kind) -> rows.add(jobNo, hash64(orderNo), rankOf(kind))));
  }

  /** The distinct documents of a job by kind: exact, whatever chunks they were spread over. */
  Map<OrderKind, Long> countDocuments(int jobNo) {
    var kindRank = min(IMPORT_DOCUMENT.KIND_RANK).as("kind_rank");
    var documents =
        db.select(kindRank)
            .from(IMPORT_DOCUMENT)
            .where(IMPORT_DOCUMENT.JOB_NO.eq(jobNo))
            .groupBy(IMPORT_DOCUMENT.DOCUMENT)
            .asTable("documents");
    var counts = new EnumMap<OrderKind, Long>(OrderKind.class);
    db.select(documents.field(kindRank), DSL.count())
        .from(documents)
        .groupBy(documents.field(kindRank))
        .forEach(row -> counts.put(kindOf(row.value1()), row.value2().longValue()));
    return counts;
  }

  /** Stored: never change a number. */
  private static int rankOf(OrderKind kind) {
    return switch (kind) {
      case SALE -> 0;
      case CANCELLATION -> 1;
      case ADJUSTMENT -> 2;
      case STOCK_CORRECTION -> 3;
    };
  }

  private static OrderKind kindOf(int rank) {
    return Arrays.stream(OrderKind.values())
        .filter(kind -> rankOf(kind) == rank)
        .findFirst()
        .orElseThrow();
  }

  void end(
      int jobNo,
      ImportState state,
      Map<OrderKind, Long> documents,
      long customers,
      @Nullable String failure,
      Instant now) {
    db.update(IMPORT_JOB)
        .set(IMPORT_JOB.STATE, state.name())
        .set(IMPORT_JOB.DOCUMENTS, json(documents))
        .set(IMPORT_JOB.ORDERS, documents.values().stream().mapToLong(Long::longValue).sum())
        .set(IMPORT_JOB.CUSTOMERS, customers)
        .set(IMPORT_JOB.FAILURE, failure)
        .set(IMPORT_JOB.FINISHED_AT, utc(now))
        .where(IMPORT_JOB.JOB_NO.eq(jobNo))
        .execute();
    if (state == ImportState.COMPLETED) {
      db.deleteFrom(IMPORT_DOCUMENT).where(IMPORT_DOCUMENT.JOB_NO.eq(jobNo)).execute();
    }
  }

  /** When the last import ended that accepted any row. */
  public Optional<Instant> findLastEnd() {
    return db.select(max(IMPORT_JOB.FINISHED_AT))
        .from(IMPORT_JOB)
        .where(IMPORT_JOB.ACCEPTED.gt(0L))
        .fetchOptional(row -> instant(row.value1()));
  }

  /** Whether an import that has not completed needs the bytes of an upload. */
  public boolean isUploadWaiting(UUID uploadId) {
    return db.fetchExists(
        db.selectOne()
            .from(IMPORT_JOB)
            .where(IMPORT_JOB.UPLOAD_ID.eq(uploadId))
            .and(IMPORT_JOB.STATE.ne(ImportState.COMPLETED.name())));
  }

  /** Whether an import of an upload waits or runs. */
  boolean isUploadUnderWay(UUID uploadId) {
    return db.fetchExists(
        db.selectOne()
            .from(IMPORT_JOB)
            .where(IMPORT_JOB.UPLOAD_ID.eq(uploadId))
            .and(IMPORT_JOB.STATE.in(ImportState.QUEUED.name(), ImportState.RUNNING.name())));
  }

  /** A quarantined row with its job. */
  @SuppressWarnings("ArrayRecordComponent") // handed from reading to writing, never compared
  record SealedRow(int jobNo, long line, byte[] cells) {}

  /** Jobs with quarantined rows, by upload: number and channel. */
  Map<UUID, Map<Integer, String>> jobsWithQuarantine() {
    Map<UUID, Map<Integer, String>> jobs = new LinkedHashMap<>();
    db.fetch(
            """
            select j.upload_id, j.job_no, j.channel from know_collect.import_job j
            where exists (select from know_collect.quarantined_row q where q.job_no = j.job_no)
            order by j.job_no\
            """)
        .forEach(row ->
            jobs.computeIfAbsent(row.get(0, UUID.class), _ -> new LinkedHashMap<>())
                .put(row.get(1, Integer.class), row.get(2, String.class)));
    return jobs;
  }

  /**
   * Every quarantined row of jobs behind a place, by job and line; those that are empty left out.
   */
  List<SealedRow> sealedRows(Collection<Integer> jobNos, int afterJobNo, long afterLine) {
    return db.select(QUARANTINED_ROW.JOB_NO, QUARANTINED_ROW.LINE, QUARANTINED_ROW.CELLS)
        .from(QUARANTINED_ROW)
        .where(QUARANTINED_ROW.JOB_NO.in(jobNos))
        .and(
            DSL.row(QUARANTINED_ROW.JOB_NO, QUARANTINED_ROW.LINE)
                .gt(DSL.row(afterJobNo, afterLine)))
        .orderBy(QUARANTINED_ROW.JOB_NO, QUARANTINED_ROW.LINE)
        .limit(PAGE_ROWS)
        .fetch(row -> new SealedRow(row.value1(), row.value2(), row.value3()));
  }

  List<String> cellsOf(SealedRow row, FileKey key) {
    return mapper.readValue(key.open(row.cells(), place(row.jobNo(), row.line())), CELLS);
  }

  /** The same row with other cells, or the same, under a key. */
  SealedRow sealed(SealedRow row, List<String> cells, FileKey key) {
    return new SealedRow(
        row.jobNo(),
        row.line(),
        key.seal(mapper.writeValueAsBytes(cells), place(row.jobNo(), row.line())));
  }

  /** Puts rows in the place of those with their lines. */
  void replaceCells(List<SealedRow> rows) {
    db.execute(
        """
        update know_collect.quarantined_row q set cells = n.cells
        from unnest(?::int[], ?::bigint[], ?::bytea[]) n (job_no, line, cells)
        where q.job_no = n.job_no and q.line = n.line\
        """,
        rows.stream().map(SealedRow::jobNo).toArray(Integer[]::new),
        rows.stream().map(SealedRow::line).toArray(Long[]::new),
        rows.stream().map(SealedRow::cells).toArray(byte[][]::new));
  }

  /** Says of rows that they were about somebody who is erased: no replay takes them. */
  void markErased(List<SealedRow> rows) {
    db.execute(
        """
        update know_collect.quarantined_row q set reason = ?, is_readable = false
        from unnest(?::int[], ?::bigint[]) n (job_no, line)
        where q.job_no = n.job_no and q.line = n.line\
        """,
        ParsedRow.ERASED,
        rows.stream().map(SealedRow::jobNo).toArray(Integer[]::new),
        rows.stream().map(SealedRow::line).toArray(Long[]::new));
  }

  void quarantine(int jobNo, FileKey key, List<ParsedRow.Rejected> rejected) {
    bulkCopy.into(
        QUARANTINED_ROW,
        List.of(
            QUARANTINED_ROW.JOB_NO,
            QUARANTINED_ROW.LINE,
            QUARANTINED_ROW.REASON,
            QUARANTINED_ROW.IS_READABLE,
            QUARANTINED_ROW.CELLS),
        rows ->
            rejected.forEach(row ->
                rows.add(
                    jobNo,
                    row.line(),
                    row.reason(),
                    row.isReadable(),
                    key.seal(mapper.writeValueAsBytes(row.cells()), place(jobNo, row.line())))));
  }

  /**
   * Quarantined rows from a line on, those left out that a replay accepted.
   *
   * @param readableOnly leave out rows whose form was damaged
   */
  List<QuarantinedRow> quarantined(
      int jobNo, FileKey key, long fromLine, boolean readableOnly, int limit) {
    return db.select(
            QUARANTINED_ROW.LINE,
            QUARANTINED_ROW.REASON,
            QUARANTINED_ROW.IS_READABLE,
            QUARANTINED_ROW.CELLS)
        .from(QUARANTINED_ROW)
        .where(QUARANTINED_ROW.JOB_NO.eq(jobNo))
        .and(QUARANTINED_ROW.LINE.ge(fromLine))
        .and(QUARANTINED_ROW.ACCEPTED_BY_JOB_NO.isNull())
        .and(readableOnly ? QUARANTINED_ROW.IS_READABLE.isTrue() : DSL.noCondition())
        .orderBy(QUARANTINED_ROW.LINE)
        .limit(limit)
        .fetch(row ->
            new QuarantinedRow(
                row.value1(),
                row.value2(),
                mapper.readValue(key.open(row.value4(), place(jobNo, row.value1())), CELLS)));
  }

  /** Told of each quarantined row. */
  @FunctionalInterface
  public interface QuarantineReader {
    void row(long line, String reason, List<String> cells);
  }

  /** Reads all that is still in quarantine, by line, page by page. */
  public void forEachQuarantined(int jobNo, FileKey key, QuarantineReader reader) {
    long fromLine = 1;
    while (true) {
      var page = quarantined(jobNo, key, fromLine, false, PAGE_ROWS);
      page.forEach(row -> reader.row(row.line(), row.reason(), row.cells()));
      if (page.size() < PAGE_ROWS) {
        return;
      }
      fromLine = page.getLast().line() + 1;
    }
  }

  /** Marks rows of a job as accepted by its replay, so that they are not accepted again. */
  int markAccepted(int jobNo, int replayJobNo, long[] lines) {
    return db.execute(
        """
        update know_collect.quarantined_row set accepted_by_job_no = ?
        where job_no = ? and accepted_by_job_no is null and line = any(?)\
        """,
        replayJobNo,
        jobNo,
        Arrays.stream(lines).boxed().toArray(Long[]::new));
  }

  /** Lines of jobs that their replays accepted. */
  List<LineKey> linesAcceptedByReplays(Collection<Integer> jobNos) {
    return db.select(IMPORT_JOB.SOURCE, QUARANTINED_ROW.LINE)
        .from(QUARANTINED_ROW)
        .join(IMPORT_JOB)
        .on(IMPORT_JOB.JOB_NO.eq(QUARANTINED_ROW.JOB_NO))
        .where(QUARANTINED_ROW.JOB_NO.eq(any(jobNos.toArray(Integer[]::new))))
        .and(QUARANTINED_ROW.ACCEPTED_BY_JOB_NO.isNotNull())
        .fetch(row -> new LineKey(row.value1(), row.value2()));
  }

  private Optional<ImportJob> findOne(Condition condition) {
    return selectJobs().where(condition).fetchOptional(this::jobOf);
  }

  private org.jooq.SelectOnConditionStep<Record> selectJobs() {
    return db.select(IMPORT_JOB.asterisk(), UPLOAD.FILE_NAME, UPLOAD.SIZE_BYTES)
        .from(IMPORT_JOB)
        .join(UPLOAD)
        .on(UPLOAD.ID.eq(IMPORT_JOB.UPLOAD_ID));
  }

  private ImportJob jobOf(Record row) {
    return new ImportJob(
        row.get(IMPORT_JOB.JOB_NO),
        row.get(IMPORT_JOB.ID),
        row.get(IMPORT_JOB.UPLOAD_ID),
        row.get(UPLOAD.FILE_NAME),
        row.get(UPLOAD.SIZE_BYTES),
        row.get(IMPORT_JOB.REPLAYS_JOB_NO),
        row.get(IMPORT_JOB.SOURCE),
        ImportKind.valueOf(row.get(IMPORT_JOB.KIND)),
        row.get(IMPORT_JOB.CHANNEL),
        mapper.readValue(row.get(IMPORT_JOB.MAPPING).data(), ImportMapping.class),
        row.get(IMPORT_JOB.CURRENCY),
        row.get(IMPORT_JOB.ZONE),
        row.get(IMPORT_JOB.MORE_FOLLOWS),
        ImportState.valueOf(row.get(IMPORT_JOB.STATE)),
        row.get(IMPORT_JOB.CANCEL_REQUESTED),
        countsOf(row),
        row.get(IMPORT_JOB.ORDERS),
        row.get(IMPORT_JOB.CUSTOMERS),
        row.get(IMPORT_JOB.FAILURE),
        row.get(IMPORT_JOB.CREATED_AT).toInstant(),
        instant(row.get(IMPORT_JOB.STARTED_AT)),
        instant(row.get(IMPORT_JOB.FINISHED_AT)));
  }

  private ImportCounts countsOf(Record row) {
    return new ImportCounts(
        row.get(IMPORT_JOB.NEXT_LINE),
        row.get(IMPORT_JOB.BYTES_READ),
        row.get(IMPORT_JOB.ROWS),
        row.get(IMPORT_JOB.ACCEPTED),
        row.get(IMPORT_JOB.QUARANTINED),
        mapper.readValue(row.get(IMPORT_JOB.NET_REVENUE).data(), REVENUE),
        mapper.readValue(row.get(IMPORT_JOB.DOCUMENTS).data(), DOCUMENTS),
        mapper.readValue(row.get(IMPORT_JOB.REASONS).data(), REASONS),
        mapper.readValue(row.get(IMPORT_JOB.NOTICES).data(), REASONS),
        bitmapOf(row.get(IMPORT_JOB.ACCOUNTS)),
        row.get(IMPORT_JOB.BUSY_MS));
  }

  private JSONB json(Object value) {
    return JSONB.valueOf(mapper.writeValueAsString(value));
  }

  private static byte[] bytesOf(RoaringBitmap bitmap) {
    var bytes = new ByteArrayOutputStream(bitmap.serializedSizeInBytes());
    try (var out = new DataOutputStream(bytes)) {
      bitmap.serialize(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static RoaringBitmap bitmapOf(byte @Nullable [] bytes) {
    var bitmap = new RoaringBitmap();
    if (bytes != null) {
      try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        bitmap.deserialize(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bitmap;
  }

  private static byte[] place(int jobNo, long line) {
    return ByteBuffer.allocate(12).putInt(jobNo).putLong(line).array();
  }

  /** 64 bits tell 20 million documents apart with a chance of error of 10^-5. */
  private static long hash64(String orderNo) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(orderNo.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of the lines of a file that is imported as one kind for one channel. */
  static UUID sourceOf(StoredUpload upload, ImportKind kind, String channel) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(upload.sha256());
      digest.update((kind.name() + '\0' + channel).getBytes(StandardCharsets.UTF_8));
      var hash = ByteBuffer.wrap(digest.digest());
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
    return moment == null ? null : moment.toInstant();
  }
}
