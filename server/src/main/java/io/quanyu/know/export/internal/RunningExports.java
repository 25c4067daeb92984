package io.quanyu.know.export.internal;

import io.quanyu.platform.job.WaitingWork;
import javax.sql.DataSource;

/**
 * Writes the exports one after the other, oldest first. What a crash interrupted begins anew: its
 * file was sealed under a key that died with the process.
 */
public final class RunningExports extends WaitingWork {

  private static final long LOCK = 0x7175616e79754558L;

  private final ExportTable exports;
  private final WritingExport writing;

  RunningExports(DataSource dataSource, ExportTable exports, WritingExport writing) {
    super(dataSource, "exports", LOCK);
    this.exports = exports;
    this.writing = writing;
  }

  @Override
  protected boolean isWaiting() {
    return exports.findWaiting().isPresent();
  }

  /** A file that is left when the server goes down begins anew at the next start. */
  @Override
  protected void workNext() {
    writing.writeNext(this::isStopping);
  }
}
