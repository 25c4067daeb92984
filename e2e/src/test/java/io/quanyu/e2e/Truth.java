package io.quanyu.e2e;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Answers computed by separate SQL over a raw file, to compare Quanyu's with. */
final class Truth implements AutoCloseable {

  private final Connection duckdb;

  /**
   * @param table what the file is called in the SQL
   * @param sql a query over the placeholder {@code %s} for the raw file, all columns text
   */
  Truth(Path file, String table, String sql) {
    try {
      duckdb = DriverManager.getConnection("jdbc:duckdb:");
      try (var statement = duckdb.createStatement()) {
        statement.execute(
            "create table "
                + table
                + " as "
                + sql.formatted(
                    "read_csv('%s', header = true, all_varchar = true)".formatted(file)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement that answers nothing, such as a view. */
  void run(String sql) {
    try (var statement = duckdb.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The single number that {@code sql} answers. */
  long number(String sql) {
    return decimal(sql).longValueExact();
  }

  BigDecimal decimal(String sql) {
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getBigDecimal(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** First column → second column, both as the query gives them. */
  Map<String, Long> counts(String sql) {
    var counts = new TreeMap<String, Long>();
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        counts.put(result.getString(1), result.getLong(2));
      }
      return counts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
