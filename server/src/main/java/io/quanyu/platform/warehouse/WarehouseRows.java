package io.quanyu.platform.warehouse;

import org.jspecify.annotations.Nullable;

/** Rows on their way into a table. */
@FunctionalInterface
public interface WarehouseRows {

  /**
   * Adds one row.
   *
   * @param values one for each column: text, numbers, booleans, UUIDs, Instants, enums (by name),
   *     maps of text, or null. Decimals have the scale of their column
   */
  void add(@Nullable Object... values);
}
