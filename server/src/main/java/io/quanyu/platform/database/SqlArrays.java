package io.quanyu.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Many keys as one parameter of a statement, in binary form and sorted, so that the look-ups walk
 * an index from left to right.
 */
public final class SqlArrays {

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

  private static void setNumbers(
      PreparedStatement statement, int index, String type, Object numbers) throws SQLException {
    var connection = statement.getConnection().unwrap(PGConnection.class);
    statement.setArray(index, connection.createArrayOf(type, numbers));
  }
}
