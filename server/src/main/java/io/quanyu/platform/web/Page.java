package io.quanyu.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is read by keyset.
 *
 * @param items in the list's order
 * @param nextCursor sent back to get the next page; null on the last
 * @param total how many there are in all, where that is cheap to tell; else left out
 */
public record Page<T>(
    List<T> items,
    @Nullable String nextCursor,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page from one row more than it shows: the row too many tells that there is a next page.
   *
   * @param rows at most {@code limit + 1}, see {@link PageRequest#rows}
   * @param cursorOf the cursor that continues after an item
   */
  public static <T> Page<T> of(
      List<T> rows, PageRequest request, @Nullable Long total, Function<T, Cursor> cursorOf) {
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null, total);
    }
    var items = rows.subList(0, request.limit());
    return new Page<>(items, cursorOf.apply(items.getLast()).encode(), total);
  }
}
