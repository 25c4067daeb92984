package io.quanyu.know.history.internal;

import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.platform.eventlog.Batch;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.eventlog.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The one stream that history reads, in memory. */
final class MemoryLog implements EventLog {

  private final List<LogEntry> entries = new ArrayList<>();
  private long begin;
  private long noted = -1;

  void add(ResolvedBatch batch) {
    append(ResolvedBatch.STREAM, List.of(new Batch(batch.toBytes(), batch.recordCount())));
  }

  /** Drops what a real log may drop: entries below what the consumer noted. */
  void expire() {
    begin = Math.max(begin, noted);
  }

  long noted() {
    return noted;
  }

  @Override
  public synchronized void append(String stream, List<Batch> batches) {
    for (var batch : batches) {
      entries.add(
          new LogEntry(entries.size(), Instant.EPOCH, batch.recordCount(), batch.payload()));
    }
  }

  @Override
  public synchronized List<LogEntry> read(String stream, long from, int entriesMax) {
    if (from < begin) {
      throw new IllegalStateException("expired: " + from);
    }
    return List.copyOf(
        entries.subList((int) from, (int) Math.min(entries.size(), from + entriesMax)));
  }

  @Override
  public synchronized long end(String stream) {
    return entries.size();
  }

  @Override
  public long begin(String stream) {
    return begin;
  }

  @Override
  public long position(String consumer, String stream) {
    return Math.max(0, noted);
  }

  @Override
  public void advance(String consumer, String stream, long from, long to) {
    throw new AssertionError("the warehouse keeps its own position");
  }

  @Override
  public void note(String consumer, String stream, long position) {
    noted = position;
  }
}
