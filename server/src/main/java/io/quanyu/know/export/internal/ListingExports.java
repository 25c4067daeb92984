package io.quanyu.know.export.internal;

import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportState;
import io.quanyu.know.export.internal.ExportTable.Stored;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists exports, latest first. */
@Component
public class ListingExports {

  /** A cursor is a number of an export. */
  public static final int CURSOR_PARTS = 1;

  private final ExportTable exports;

  public ListingExports(ExportTable exports) {
    this.exports = exports;
  }

  /** Those that a person asked for. */
  public Page<Export> own(Caller caller, PageRequest request) {
    return page(exports.listOf(caller.username(), beforeNo(request), request.rows()), request);
  }

  /**
   * Everybody's.
   *
   * @param state null for all
   */
  public Page<Export> all(@Nullable ExportState state, PageRequest request) {
    return page(exports.list(state, beforeNo(request), request.rows()), request);
  }

  /**
   * A state by its code.
   *
   * @throws ProblemException if there is none
   */
  public static ExportState state(String code) {
    return Arrays.stream(ExportState.values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                WebProblem.REQUEST_MALFORMED,
                "A parameter is wrong.",
                List.of(new FieldError("state", "must be a state of exports"))));
  }

  private static int beforeNo(PageRequest request) {
    return request.after().map(last -> last.number(0)).orElse(Integer.MAX_VALUE);
  }

  private static Page<Export> page(List<Stored> rows, PageRequest request) {
    var page = Page.of(rows, request, null, last -> Cursor.after(last.exportNo()));
    return new Page<>(
        page.items().stream().map(Stored::export).toList(), page.nextCursor(), page.total());
  }
}
