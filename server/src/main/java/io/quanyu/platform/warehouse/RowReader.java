package io.quanyu.platform.warehouse;

/**
 * Makes a value of the current row.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface RowReader<T> {

  /** Reads the columns it wants; runs on a thread of the warehouse. */
  T read(WarehouseRow row);
}
