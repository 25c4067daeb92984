package io.quanyu.know.history.internal;

import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.eventlog.LogEntry;
import io.quanyu.platform.eventlog.StreamConsumer;
import io.quanyu.platform.storage.StartupException;
import io.quanyu.platform.warehouse.WarehouseTransaction;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the {@code resolved} stream into the warehouse. Rows and position commit together, so every
 * entry takes effect exactly once, wherever the process dies.
 */
public final class LoadingHistory implements StreamConsumer {

  /** An entry is some ten thousand records; so many fit in memory at once. */
  private static final int ENTRIES_MAX = 4;

  private final HistoryTables tables;
  private final EventLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long position;

  /** To be started by {@link #open}. */
  public LoadingHistory(HistoryTables tables, EventLog log) {
    this.tables = tables;
    this.log = log;
  }

  /**
   * Prepares the tables and checks that they belong to this log.
   *
   * @throws StartupException if they do not
   */
  public void open() {
    tables.warehouse().prepare(this::prepare);
    var position = position();
    if (position > log.end(stream())) {
      throw new StartupException(
          "The warehouse in "
              + tables.warehouse().folder()
              + " has taken in more than this database holds: it belongs to another database.",
          "Move the folder away to build the warehouse anew, or use the database it belongs to.");
    }
    var begin = log.begin(stream());
    if (position < begin) {
      throw new StartupException(
          "The warehouse in "
              + tables.warehouse().folder()
              + " misses history before offset "
              + begin
              + ", which the event log no longer holds.",
          "Restore the folder from a backup.");
    }
    var sealed = tables.folder().read();
    tables.folder().dropUnlisted(sealed);
    noteSealed(sealed.sealedTo());
  }

  private void prepare(WarehouseTransaction transaction) {
    tables.prepare(transaction);
    setPosition(tables.state(transaction).nextOffset());
  }

  /** The log may drop what is sealed; rows in the warehouse alone could be lost with its file. */
  void noteSealed(long sealedTo) {
    log.note(name(), stream(), sealedTo);
  }

  @Override
  public String name() {
    return "warehouse";
  }

  @Override
  public String stream() {
    return ResolvedBatch.STREAM;
  }

  @Override
  public int entriesMax() {
    return ENTRIES_MAX;
  }

  @Override
  public long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  private void setPosition(long next) {
    lock.lock();
    try {
      position = next;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** See {@code History}. */
  public boolean isCaughtUp() {
    return position() >= log.end(stream());
  }

  /** See {@code History}. */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    var end = log.end(stream());
    var nanos = timeout.toNanos();
    lock.lock();
    try {
      while (position < end && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return position >= end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void apply(List<LogEntry> entries) {
    var next = entries.getLast().offset() + 1;
    setPosition(tables.warehouse().write(transaction -> apply(transaction, entries, next)));
  }

  private long apply(WarehouseTransaction transaction, List<LogEntry> entries, long next) {
    var state = tables.state(transaction);
    var moves = new LinkedHashMap<Integer, Integer>();
    for (var entry : entries) {
      if (entry.offset() < state.nextOffset()) {
        continue; // taken in already, by a commit whose success we did not hear of
      }
      var batch = ResolvedBatch.fromBytes(entry.payload());
      batch.moves().forEach(move -> moves.put(move.accountNo(), move.toCustomerNo()));
      appendLines(transaction, entry.offset(), batch);
      appendEvents(transaction, entry.offset(), batch);
    }
    if (!moves.isEmpty()) {
      tables.move(transaction, moves);
    }
    var reached = Math.max(next, state.nextOffset());
    transaction.execute("update history_state set next_offset = ?", reached);
    return reached;
  }

  private static void appendLines(
      WarehouseTransaction transaction, long offset, ResolvedBatch batch) {
    if (batch.orderLines().isEmpty()) {
      return;
    }
    var _ =
        transaction.append(
            Fact.ORDER_LINE.hot(),
            Fact.ORDER_LINE.hotColumns(),
            rows -> {
              for (var line : batch.orderLines()) {
                rows.add(
                    offset,
                    line.source(),
                    line.lineNo(),
                    line.accountNo(),
                    line.customerNo(),
                    line.channel(),
                    line.orderNo(),
                    line.orderKind(),
                    line.placedAt(),
                    line.storeCode(),
                    line.currency(),
                    line.sku(),
                    line.itemKind(),
                    line.quantity().setScale(HistoryTables.QUANTITY_SCALE, RoundingMode.HALF_UP),
                    line.lineTotalMinor());
              }
            });
  }

  private static void appendEvents(
      WarehouseTransaction transaction, long offset, ResolvedBatch batch) {
    if (batch.events().isEmpty()) {
      return;
    }
    var _ =
        transaction.append(
            Fact.EVENT.hot(),
            Fact.EVENT.hotColumns(),
            rows -> {
              for (var event : batch.events()) {
                rows.add(
                    offset,
                    event.source(),
                    event.lineNo(),
                    event.accountNo(),
                    event.customerNo(),
                    event.channel(),
                    event.event(),
                    event.occurredAt(),
                    event.properties());
              }
            });
  }
}
