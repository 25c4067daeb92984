package io.quanyu.platform.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page a client asks for.
 *
 * @param after the cursor of the page before; empty for the first page
 * @param limit most items, 1 to {@value #LIMIT_MAX}
 */
public record PageRequest(Optional<Cursor> after, int limit) {

  /** The most items of a page: bounds the work of a request. */
  public static final int LIMIT_MAX = 200;

  /** The items of a page when the client does not say. */
  public static final int LIMIT_DEFAULT = 50;

  /**
   * Reads the query parameters {@code cursor} and {@code limit}.
   *
   * @param cursorParts how many parts the list's cursors have
   * @throws ProblemException if they make no sense
   */
  public static PageRequest of(@Nullable String cursor, @Nullable Integer limit, int cursorParts) {
    var size = limit == null ? LIMIT_DEFAULT : limit;
    if (size < 1 || size > LIMIT_MAX) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("limit", "must be from 1 to " + LIMIT_MAX)));
    }
    return new PageRequest(
        Optional.ofNullable(cursor).map(text -> Cursor.decode(text, cursorParts)), size);
  }

  /** How many rows to fetch: one more than shown, to know whether there is a next page. */
  public int rows() {
    return limit + 1;
  }
}
