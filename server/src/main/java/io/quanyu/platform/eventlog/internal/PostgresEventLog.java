package io.quanyu.platform.eventlog.internal;

import static io.quanyu.platform.eventlog.internal.db.Tables.CONSUMER;
import static io.quanyu.platform.eventlog.internal.db.Tables.ENTRY;
import static io.quanyu.platform.eventlog.internal.db.Tables.STREAM;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;

import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.eventlog.Batch;
import io.quanyu.platform.eventlog.EntriesExpiredException;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.eventlog.LogEntry;
import io.quanyu.platform.eventlog.PositionMovedException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The event log in partitioned PostgreSQL tables.
 *
 * <p>A sequence would hand out offsets before commits, in another order than these: a reader at 8
 * would miss 7, which commits later. Here an append locks the stream's counter row, takes the next
 * offsets from it, writes, and keeps the lock until its commit. So a transaction with a lower
 * offset has ended before a higher offset exists, and a rollback returns its offsets. The price is
 * that commits of one stream queue behind each other for the length of write + fsync; entries are
 * batches, so that is hundreds of entries but 10^5 records a second.
 *
 * <p>The lock is taken in {@code beforeCommit}, streams in order of name, so that appends neither
 * wait for the caller's other work nor deadlock with each other.
 */
public final class PostgresEventLog implements EventLog {

  private final DSLContext dsl;
  private final BulkCopy bulkCopy;
  private final LogPartitions partitions;
  private final Clock clock;
  private final List<Consumer<String>> appendListeners = new CopyOnWriteArrayList<>();

  public PostgresEventLog(
      DSLContext dsl, BulkCopy bulkCopy, LogPartitions partitions, Clock clock) {
    this.dsl = dsl;
    this.bulkCopy = bulkCopy;
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Tells {@code listener} the stream's name after each commit of this JVM that appended to it. */
  public void onAppend(Consumer<String> listener) {
    appendListeners.add(listener);
  }

  @Override
  public void append(String stream, List<Batch> batches) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("appending to stream " + stream + " needs a transaction");
    }
    if (batches.isEmpty()) {
      return;
    }
    pending().computeIfAbsent(stream, _ -> new ArrayList<>()).addAll(batches);
  }

  private Map<String, List<Batch>> pending() {
    for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
      if (synchronization instanceof PendingAppends appends && appends.owner() == this) {
        return appends.batches;
      }
    }
    var appends = new PendingAppends();
    TransactionSynchronizationManager.registerSynchronization(appends);
    return appends.batches;
  }

  /**
   * What the current transaction will append. Spring keeps a list of these for each transaction.
   */
  private final class PendingAppends implements TransactionSynchronization, Ordered {

    private final Map<String, List<Batch>> batches = new TreeMap<>();

    PostgresEventLog owner() {
      return PostgresEventLog.this;
    }

    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE; // after all others: they may still append
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      batches.forEach(PostgresEventLog.this::write);
    }

    @Override
    public void afterCommit() {
      batches.keySet().forEach(stream -> appendListeners.forEach(l -> l.accept(stream)));
    }
  }

  private void write(String stream, List<Batch> batches) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var counter =
        dsl.insertInto(STREAM, STREAM.STREAM_, STREAM.NEXT_OFFSET, STREAM.LAST_APPENDED_ON)
            .values(stream, (long) batches.size(), today)
            .onConflict(STREAM.STREAM_)
            .doUpdate()
            .set(STREAM.NEXT_OFFSET, STREAM.NEXT_OFFSET.plus(batches.size()))
            .set(
                STREAM.LAST_APPENDED_ON,
                greatest(STREAM.LAST_APPENDED_ON, excluded(STREAM.LAST_APPENDED_ON)))
            .returning(STREAM.NEXT_OFFSET, STREAM.LAST_APPENDED_ON)
            .fetchSingle();
    var day = counter.getLastAppendedOn();
    partitions.ensure(day);
    var first = counter.getNextOffset() - batches.size();
    bulkCopy.into(
        ENTRY,
        List.of(
            ENTRY.STREAM,
            ENTRY.OFFSET_NO,
            ENTRY.APPENDED_ON,
            ENTRY.APPENDED_AT,
            ENTRY.RECORD_COUNT,
            ENTRY.PAYLOAD),
        rows -> {
          var offset = first;
          for (var batch : batches) {
            rows.add(stream, offset++, day, now, batch.recordCount(), batch.payload());
          }
        });
  }

  @Override
  public List<LogEntry> read(String stream, long from, int entriesMax) {
    var entries =
        dsl.select(ENTRY.OFFSET_NO, ENTRY.APPENDED_AT, ENTRY.RECORD_COUNT, ENTRY.PAYLOAD)
            .from(ENTRY)
            .where(ENTRY.STREAM.eq(stream), ENTRY.OFFSET_NO.ge(from))
            .orderBy(ENTRY.OFFSET_NO)
            .limit(entriesMax)
            .fetch(row ->
                new LogEntry(row.value1(), row.value2().toInstant(), row.value3(), row.value4()));
    var isGap = entries.isEmpty() ? from < end(stream) : entries.getFirst().offset() != from;
    if (isGap) {
      // Between the two statements an entry may have been appended: then it is still there.
      var begin = begin(stream);
      if (from < begin) {
        throw new EntriesExpiredException(stream, from, begin);
      }
      return read(stream, from, entriesMax);
    }
    return entries;
  }

  @Override
  public long end(String stream) {
    var end =
        dsl.select(STREAM.NEXT_OFFSET)
            .from(STREAM)
            .where(STREAM.STREAM_.eq(stream))
            .fetchOne(STREAM.NEXT_OFFSET);
    return end == null ? 0 : end;
  }

  @Override
  public long begin(String stream) {
    var oldest =
        dsl.select(ENTRY.OFFSET_NO)
            .from(ENTRY)
            .where(ENTRY.STREAM.eq(stream))
            .orderBy(ENTRY.OFFSET_NO)
            .limit(1)
            .fetchOne(ENTRY.OFFSET_NO);
    return oldest == null ? end(stream) : oldest;
  }

  @Override
  public long position(String consumer, String stream) {
    var position =
        dsl.select(CONSUMER.NEXT_OFFSET)
            .from(CONSUMER)
            .where(CONSUMER.CONSUMER_.eq(consumer), CONSUMER.STREAM.eq(stream))
            .fetchOne(CONSUMER.NEXT_OFFSET);
    return position == null ? 0 : position;
  }

  @Override
  public void advance(String consumer, String stream, long from, long to) {
    if (from == 0) {
      dsl.insertInto(CONSUMER)
          .columns(CONSUMER.CONSUMER_, CONSUMER.STREAM, CONSUMER.NEXT_OFFSET, CONSUMER.UPDATED_AT)
          .values(consumer, stream, 0L, now())
          .onConflictDoNothing()
          .execute();
    }
    var moved =
        dsl.update(CONSUMER)
            .set(CONSUMER.NEXT_OFFSET, to)
            .set(CONSUMER.UPDATED_AT, now())
            .where(
                CONSUMER.CONSUMER_.eq(consumer),
                CONSUMER.STREAM.eq(stream),
                CONSUMER.NEXT_OFFSET.eq(from))
            .execute();
    if (moved == 0) {
      throw new PositionMovedException(consumer, stream, from);
    }
  }

  @Override
  public void note(String consumer, String stream, long position) {
    dsl.insertInto(CONSUMER)
        .columns(CONSUMER.CONSUMER_, CONSUMER.STREAM, CONSUMER.NEXT_OFFSET, CONSUMER.UPDATED_AT)
        .values(consumer, stream, position, now())
        .onConflict(CONSUMER.CONSUMER_, CONSUMER.STREAM)
        .doUpdate()
        .set(CONSUMER.NEXT_OFFSET, excluded(CONSUMER.NEXT_OFFSET))
        .set(CONSUMER.UPDATED_AT, excluded(CONSUMER.UPDATED_AT))
        .execute();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
