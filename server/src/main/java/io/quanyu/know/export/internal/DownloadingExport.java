package io.quanyu.know.export.internal;

import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportProblem;
import io.quanyu.know.export.ExportState;
import io.quanyu.know.export.internal.ExportTable.Stored;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.UUID;

/** Hands a file to who asked for it and nobody else, each time on record. */
public final class DownloadingExport {

  private final ExportTable exports;
  private final ExportFiles files;
  private final AuditTrail trail;
  private final Clock clock;

  DownloadingExport(ExportTable exports, ExportFiles files, AuditTrail trail, Clock clock) {
    this.exports = exports;
    this.files = files;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * A file that may be handed over now.
   *
   * @param bytes in clear; close it
   */
  public record Download(Export export, InputStream bytes) {}

  /**
   * Opens a file; the record of it is durable when this returns.
   *
   * @throws ProblemException if it is not the caller's, not ready, or no longer hers to have
   */
  public Download open(Caller caller, UUID id) throws IOException {
    var stored =
        exports
            .find(id)
            .filter(one -> one.export().requestedBy().equals(caller.username()))
            .orElseThrow(() -> AskingForExport.notFound(id));
    var export = stored.export();
    if (export.state() != ExportState.READY) {
      throw new ProblemException(
          ExportProblem.STATE_WRONG, "There is a file while the state is ready, not before.");
    }
    if (isOver(export)) {
      throw gone();
    }
    check(caller, stored);
    var key = exports.findFileKey(id).orElseThrow(DownloadingExport::gone);
    InputStream bytes;
    try {
      bytes = files.open(id, key);
    } catch (NoSuchFileException e) {
      throw gone();
    }
    try {
      AuditedRequest.detail("rows", export.rowsWritten());
      AuditedRequest.detail("clear", export.isClear());
      AuditedRequest.reason(export.purpose());
      trail.recordRequestNow(); // nothing leaves without its record
      exports.countDownload(id);
      return new Download(export, bytes);
    } catch (RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private boolean isOver(Export export) {
    var expiresAt = export.expiresAt();
    return expiresAt != null && !expiresAt.isAfter(clock.instant());
  }

  /** Who may see less than when the file was written does not get it. */
  private static void check(Caller caller, Stored stored) {
    var allowed =
        caller.scope(Permission.EXPORTS_CREATE).and(caller.scope(Permission.CUSTOMERS_READ));
    if (!stored.scope().and(allowed).equals(stored.scope())) {
      throw AskingForExport.notFound(stored.export().id());
    }
    if (stored.export().isClear() && !caller.permissions().contains(Permission.EXPORTS_CLEAR)) {
      throw new ProblemException(
          ExportProblem.CLEAR_NOT_ALLOWED, "You may not have values in clear any more.");
    }
  }

  private static ProblemException gone() {
    return new ProblemException(
        ExportProblem.FILE_GONE, "It was destroyed. Ask for a new export if you still need it.");
  }
}
