package io.quanyu.know.export.internal;

/**
 * Destroys what is over: first the key, in the database, then the file. A file that a crash left
 * without its key is deleted by the next run.
 */
public final class ExpiringExports {

  private final ExportTable exports;
  private final ExportFiles files;

  ExpiringExports(ExportTable exports, ExportFiles files) {
    this.exports = exports;
    this.files = files;
  }

  /** Ends every export whose time is over. */
  public void expire() {
    exports.expire();
    files.deleteOthers(exports.withFiles());
  }
}
