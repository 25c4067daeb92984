package io.quanyu.platform.warehouse;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Columnar tables, asked in SQL.
 *
 * <p>Moments are columns of type {@code timestamp}, in UTC and whole microseconds. Every question
 * sees one committed state and runs beside writers without waiting for them. Callers may be virtual
 * threads; one that is interrupted while it waits cancels its question. Thread-safe.
 */
public interface Warehouse {

  /**
   * Asks one question.
   *
   * @param sql one statement, with {@code ?} for parameters
   * @param parameters text, numbers, booleans, UUIDs, Instants, or null
   * @return all rows, so the statement must bound them
   * @throws WarehouseException if it is wrong, takes too long, needs too much memory, or too many
   *     others ask at the same time
   */
  <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader);

  /**
   * Asks for one column of whole numbers without nulls, such as customer numbers; ten times as fast
   * as {@link #query} where the answer has millions.
   *
   * @param each called in the order of the rows, on another thread, before the method returns
   * @throws WarehouseException as {@link #query}
   */
  void queryInts(String sql, List<?> parameters, IntConsumer each);

  /**
   * Changes tables: all that {@code work} does becomes visible and durable together, or not at all.
   * One writer at a time; others wait. The work runs on another thread.
   *
   * @throws WarehouseException if the warehouse refuses; nothing was changed
   */
  <T> T write(Function<WarehouseTransaction, T> work);

  /**
   * Counts the commits of this process: what was computed at a version may be kept until the number
   * changes.
   */
  long dataVersion();

  /** Where Parquet files must lie for the warehouse to read and write them. */
  Path folder();

  /**
   * Writes an answer as a Parquet file: durable, and there as a whole or not at all. May take
   * hours; ends early only when its caller is interrupted.
   *
   * @param sql a select without parameters
   * @param file below {@link #folder}; replaced if it is there
   * @return rows written
   * @throws WarehouseException if it failed; {@code file} is as it was
   */
  long export(String sql, Path file);

  /**
   * Lets a module bring its tables into shape: now, and again whenever the warehouse was opened
   * anew, possibly with nothing left in it. Others never see the warehouse before this was done.
   */
  void prepare(Consumer<WarehouseTransaction> tables);
}
