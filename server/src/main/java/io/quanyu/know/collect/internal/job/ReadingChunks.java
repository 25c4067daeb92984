package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.internal.reading.RowSource;
import io.quanyu.know.collect.internal.record.RowParser;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The chunks of a file, the next one parsed while the last one is committed: one core reads, the
 * other is PostgreSQL's.
 */
final class ReadingChunks implements Closeable {
  /** Rows of a chunk: a transaction of about a second, a few megabytes in memory. */
  static final int CHUNK_ROWS = 20_000;

  private final RowSource rows;
  private final RowParser parser;
  private final int chunkRows;
  private long nextLine;
  private Future<ImportChunk> ahead;

  /**
   * @param fromLine rows before this line were committed already and are passed over
   */
  ReadingChunks(RowSource rows, RowParser parser, long fromLine, int chunkRows) {
    this.rows = rows;
    this.parser = parser;
    this.nextLine = fromLine;
    this.chunkRows = chunkRows;
    this.ahead = inBackground(this::read);
  }

  /** The next chunk; after the one that is the last, do not ask. */
  ImportChunk next() throws IOException, InterruptedException {
    try {
      var chunk = ahead.get();
      if (!chunk.isLast()) {
        ahead = inBackground(this::read);
      }
      return chunk;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        case RuntimeException mistake -> throw mistake;
        case null, default -> throw new IllegalStateException("reading failed", e);
      }
    }
  }

  private ImportChunk read() throws IOException {
    var chunk = new ImportChunk.Builder();
    while (chunk.size() < chunkRows) {
      var row = rows.next();
      if (row == null) {
        return chunk.build(nextLine, rows.bytesRead(), true);
      }
      if (row.line() >= nextLine) {
        chunk.add(parser.parse(row));
        nextLine = row.line() + 1;
      }
    }
    return chunk.build(nextLine, rows.bytesRead(), false);
  }

  private static Future<ImportChunk> inBackground(Callable<ImportChunk> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name("import-reader").daemon().start(task);
    return task;
  }

  @Override
  public void close() throws IOException {
    try {
      // The reader may be in the middle of a chunk: the file is closed when it has ended.
      ahead.get();
    } catch (ExecutionException e) {
      // Told before, or of a chunk that nobody wants any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      rows.close();
    }
  }
}
