package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.internal.reading.RowSource;
import io.quanyu.know.collect.internal.reading.SourceRow;
import io.quanyu.platform.crypto.FileKey;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an import that wait in quarantine and have the right form, as if they were a file.
 */
final class QuarantinedRows implements RowSource {
  private static final int PAGE_ROWS = 1_000;

  private final ImportSql sql;
  private final int jobNo;
  private final FileKey key;
  private final long bytes;
  private final Deque<QuarantinedRow> page = new ArrayDeque<>();
  private long nextLine = 1;
  private boolean ended;

  QuarantinedRows(ImportSql sql, int jobNo, FileKey key, long bytes) {
    this.sql = sql;
    this.jobNo = jobNo;
    this.key = key;
    this.bytes = bytes;
  }

  @Override
  public @Nullable SourceRow next() {
    if (page.isEmpty() && !ended) {
      page.addAll(sql.quarantined(jobNo, key, nextLine, true, PAGE_ROWS));
      ended = page.size() < PAGE_ROWS;
    }
    var row = page.poll();
    if (row == null) {
      return null;
    }
    nextLine = row.line() + 1;
    return new SourceRow.Whole(row.line(), row.cells());
  }

  /** All or nothing: where in the file the rows lie is not known. */
  @Override
  public long bytesRead() {
    return ended && page.isEmpty() ? bytes : 0;
  }

  @Override
  public void close() {
    page.clear();
  }
}
