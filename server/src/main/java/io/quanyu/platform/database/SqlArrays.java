package io.quanyu.platform.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Many keys as one parameter of a statement, sorted, so that the look-ups walk an index from left
 * to right. Numbers travel in binary form.
 */
public final class SqlArrays {

  private SqlArrays() {}

  /** Keys as {@code int[]}. */
  public static Array ints(Connection connection, Collection<Integer> keys) throws SQLException {
    return numbers(
        connection, "int4", keys.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** Keys as {@code bigint[]}. */
  public static Array longs(Connection connection, Collection<Long> keys) throws SQLException {
    return numbers(connection, "int8", keys.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Keys as {@code uuid[]}. */
  public static Array uuids(Connection connection, Collection<UUID> keys) throws SQLException {
    return connection.createArrayOf(
        "uuid", keys.parallelStream().sorted(UuidOrder.POSTGRESQL).toArray());
  }

  private static Array numbers(Connection connection, String type, Object numbers)
      throws SQLException {
    return connection.unwrap(PGConnection.class).createArrayOf(type, numbers);
  }
}
