package io.quanyu.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Many values as one parameter of a statement. Keys go in binary form and sorted, so that the
 * look-ups walk an index from left to right.
 */
public final class SqlArrays {

  /** The driver's setting without which keys of type {@code uuid} travel as text. */
  public static final String DRIVER_SETTING = "binaryTransferEnable";

  /** The value of {@link #DRIVER_SETTING}. */
  public static final String DRIVER_SETTING_VALUE = UuidArray.OID;

  private SqlArrays() {}

  /** Sets a parameter to keys as {@code int[]}. */
  public static void setInts(PreparedStatement statement, int index, Collection<Integer> keys)
      throws SQLException {
    setNumbers(
        statement, index, "int4", keys.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** Sets a parameter to keys as {@code bigint[]}. */
  public static void setLongs(PreparedStatement statement, int index, Collection<Long> keys)
      throws SQLException {
    setNumbers(
        statement, index, "int8", keys.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Sets a parameter to keys as {@code uuid[]}. */
  public static void setUuids(PreparedStatement statement, int index, Collection<UUID> keys)
      throws SQLException {
    statement.setObject(
        index,
        new UuidArray(keys.parallelStream().sorted(UuidOrder.POSTGRESQL).toArray(UUID[]::new)));
  }

  /**
   * Sets a parameter to one value of each row, in the order of the rows: a column of {@code unnest}
   * over several arrays.
   *
   * @param type the element's type as PostgreSQL names it, such as {@code int4}
   */
  public static <T> void setColumn(
      PreparedStatement statement,
      int index,
      String type,
      Collection<T> rows,
      Function<? super T, ? extends @Nullable Object> value)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
  }

  private static void setNumbers(
      PreparedStatement statement, int index, String type, Object numbers) throws SQLException {
    var connection = statement.getConnection().unwrap(PGConnection.class);
    statement.setArray(index, connection.createArrayOf(type, numbers));
  }
}
