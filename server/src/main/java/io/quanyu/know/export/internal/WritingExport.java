package io.quanyu.know.export.internal;

import io.quanyu.core.access.DataScope;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportFailure;
import io.quanyu.know.export.internal.ExportTable.Stored;
import io.quanyu.know.segment.Segments;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.spi.CallerSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/**
 * Writes one file: for whom its requester may see now, within what she saw when she asked.
 *
 * <p>Steps, each of which a crash may follow: begin; write, force and rename the sealed file;
 * commit its key with the state {@code READY}. Before the last there is nothing that anybody can
 * open, so after a crash all of it is done again.
 */
public final class WritingExport {

  private static final Logger log = LoggerFactory.getLogger(WritingExport.class);

  /** Customers read at once; bounds memory and statements. */
  static final int CHUNK = 2_000;

  private final ExportTable exports;
  private final ExportFiles files;
  private final CallerSource callers;
  private final Segments segments;
  private final VisibleCustomers visible;
  private final RowsOfCustomers rows;
  private final RecordMarks marks;
  private final ExportRules rules;
  private final Clock clock;

  WritingExport(
      ExportTable exports,
      ExportFiles files,
      CallerSource callers,
      Segments segments,
      VisibleCustomers visible,
      RowsOfCustomers rows,
      RecordMarks marks,
      ExportRules rules,
      Clock clock) {
    this.exports = exports;
    this.files = files;
    this.callers = callers;
    this.segments = segments;
    this.visible = visible;
    this.rows = rows;
    this.marks = marks;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Writes the oldest that waits, if one does.
   *
   * @param isStopping whether to leave it for the next start
   */
  void writeNext(BooleanSupplier isStopping) {
    var waiting = exports.findWaiting();
    if (waiting.isEmpty()) {
      return;
    }
    var stored = waiting.get();
    try {
      write(stored, isStopping);
    } catch (NotPossible e) {
      exports.fail(stored.exportNo(), e.why);
    } catch (TransientDataAccessException e) {
      throw e; // the database is restarting: again after a pause
    } catch (IOException | RuntimeException e) {
      if (!isStopping.getAsBoolean()) {
        log.error("export {} failed", stored.export().id(), e);
        exports.fail(stored.exportNo(), ExportFailure.INTERNAL);
      }
    }
  }

  private void write(Stored stored, BooleanSupplier isStopping) throws IOException {
    var export = stored.export();
    var scope = scopeNow(stored);
    var customers = within(scope, () -> customers(export));
    int planned = checkedSize(export, customers);
    if (!exports.begin(stored.exportNo(), planned)) {
      return; // cancelled
    }
    var marking = marks.marking(stored.exportNo());
    var order = marking.inOrder(customers);
    var key = files.newKey(export.id());
    var isWhole =
        files.write(
            export.id(), key, out -> writeRows(out, stored, scope, order, marking, isStopping));
    if (isWhole
        && !exports.finish(
            stored.exportNo(), key.wrapped(), scope, clock.instant().plus(rules.kept()))) {
      files.delete(export.id()); // cancelled at the last moment
    }
  }

  private boolean writeRows(
      OutputStream out,
      Stored stored,
      DataScope scope,
      int[] order,
      RecordMarks.Marking marking,
      BooleanSupplier isStopping)
      throws IOException {
    var csv = new ExportCsv(out, stored.export(), marking, clock.instant());
    for (int from = 0; from < order.length; from += CHUNK) {
      var chunk = Arrays.copyOfRange(order, from, Math.min(from + CHUNK, order.length));
      csv.write(
          within(
              scope,
              () -> rows.of(Arrays.stream(chunk).boxed().toList(), stored.export().columns())));
      if (isStopping.getAsBoolean() || !exports.advance(stored.exportNo(), csv.rowsWritten())) {
        return false;
      }
    }
    if (csv.rowsWritten() == 0) {
      throw new NotPossible(ExportFailure.NOBODY_LEFT);
    }
    csv.flush();
    return true;
  }

  private DataScope scopeNow(Stored stored) {
    var caller =
        callers
            .findByName(stored.export().requestedBy())
            .orElseThrow(() -> new NotPossible(ExportFailure.NOT_ALLOWED_ANY_MORE));
    var scope = stored.scope();
    for (var permission : needed(stored.export())) {
      scope = scope.and(caller.scope(permission));
    }
    if (scope.equals(DataScope.NOTHING)) {
      throw new NotPossible(ExportFailure.NOT_ALLOWED_ANY_MORE);
    }
    return scope;
  }

  private static List<String> needed(Export export) {
    return export.isClear()
        ? List.of(
            Permission.EXPORTS_CREATE,
            Permission.CUSTOMERS_READ,
            Permission.SEGMENTS_READ,
            Permission.EXPORTS_CLEAR)
        : List.of(Permission.EXPORTS_CREATE, Permission.CUSTOMERS_READ, Permission.SEGMENTS_READ);
  }

  private RoaringBitmap customers(Export export) {
    var condition = export.condition();
    try {
      return condition == null ? visible.get() : segments.members(condition);
    } catch (ProblemException e) {
      throw new NotPossible(ExportFailure.CONDITION_BROKEN);
    }
  }

  private int checkedSize(Export export, RoaringBitmap customers) {
    long size = customers.getLongCardinality();
    if (size == 0) {
      throw new NotPossible(ExportFailure.NOBODY_LEFT);
    }
    if (size > rules.rowsMax()
        || (!export.needsApproval() && rules.needsApproval(export.isClear(), size))) {
      throw new NotPossible(ExportFailure.TOO_MANY);
    }
    return Math.toIntExact(size);
  }

  private static <T> T within(DataScope scope, Supplier<T> work) {
    try (var _ = CurrentScope.narrow(scope)) {
      return work.get();
    }
  }

  /** There will be no file, for a reason that the requester is told. */
  private static final class NotPossible extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final ExportFailure why;

    NotPossible(ExportFailure why) {
      super(why.code());
      this.why = why;
    }
  }
}
