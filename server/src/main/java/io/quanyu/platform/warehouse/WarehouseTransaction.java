package io.quanyu.platform.warehouse;

import java.util.List;
import java.util.function.Consumer;

/** Changes that become durable together. Only valid, and only to be used, within the work. */
public interface WarehouseTransaction {

  /**
   * Adds rows at the end of a table, the fastest way in.
   *
   * @param columns the columns that each row gives, in this order; others take their default
   * @param rows adds the rows, each by {@link WarehouseRows#add}
   * @return how many were added
   */
  long append(String table, List<String> columns, Consumer<WarehouseRows> rows);

  /**
   * Runs one statement that changes something.
   *
   * @param parameters as in {@link Warehouse#query}
   * @return rows changed, where the statement has such a count
   */
  long execute(String sql, Object... parameters);

  /** As {@link Warehouse#query}, seeing what this transaction did. */
  <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader);
}
