package io.quanyu.platform.warehouse.internal;

import io.quanyu.platform.warehouse.RowReader;
import io.quanyu.platform.warehouse.WarehouseRows;
import io.quanyu.platform.warehouse.WarehouseTransaction;
import io.quanyu.platform.warehouse.internal.DuckDbRow.ReadingException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Work on one connection. */
final class DuckDbTransaction implements WarehouseTransaction {

  private final DuckDBConnection connection;

  DuckDbTransaction(DuckDBConnection connection) {
    this.connection = connection;
  }

  @Override
  public long append(String table, List<String> columns, Consumer<WarehouseRows> rows) {
    var given = columns.toArray(String[]::new);
    try {
      var order = columnsOf(table);
      var places = places(table, order, given);
      try (var appender = connection.createAppender(table)) {
        var writer = new AppendedRows(appender, places, given.length);
        rows.accept(writer);
        appender.flush();
        return writer.count;
      }
    } catch (SQLException e) {
      throw new ReadingException(e);
    }
  }

  private List<String> columnsOf(String table) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("select * from " + table + " limit 0")) {
      var names = new ArrayList<String>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        names.add(result.getMetaData().getColumnName(i));
      }
      return names;
    }
  }

  /** For each column of the table, which of the given values it takes; -1 for its default. */
  private static int[] places(String table, List<String> order, String[] given) {
    var list = Arrays.asList(given);
    if (!order.containsAll(list)) {
      throw new IllegalArgumentException("table " + table + " has columns " + order);
    }
    return order.stream().mapToInt(list::indexOf).toArray();
  }

  @Override
  public long execute(String sql, Object... parameters) {
    try (var statement = prepare(connection, sql, Arrays.asList(parameters))) {
      return statement.execute() ? 0 : statement.getLargeUpdateCount();
    } catch (SQLException e) {
      throw new ReadingException(e);
    }
  }

  @Override
  public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) {
    try (var statement = prepare(connection, sql, parameters)) {
      return read(statement, reader, () -> false);
    } catch (SQLException e) {
      throw new ReadingException(e);
    }
  }

  static DuckDBPreparedStatement prepare(
      DuckDBConnection connection, String sql, List<?> parameters) throws SQLException {
    var statement = connection.prepare(sql);
    for (int i = 0; i < parameters.size(); i++) {
      var value = parameters.get(i);
      statement.setObject(
          i + 1,
          value instanceof Instant instant
              ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
              : value);
    }
    return statement;
  }

  static <T> List<T> read(
      DuckDBPreparedStatement statement, RowReader<T> reader, BooleanSupplier isCancelled)
      throws SQLException {
    try (var result = statement.executeQuery()) {
      var row = new DuckDbRow(result);
      var values = new ArrayList<T>();
      while (result.next() && !isCancelled.getAsBoolean()) {
        values.add(reader.read(row));
      }
      return values;
    }
  }

  /** Values go to the appender in the order of the table's columns. */
  private static final class AppendedRows implements WarehouseRows {
    private final DuckDBAppender appender;
    private final int[] places;
    private final int width;
    private long count;

    AppendedRows(DuckDBAppender appender, int[] places, int width) {
      this.appender = appender;
      this.places = places;
      this.width = width;
    }

    @Override
    public void add(@Nullable Object... values) {
      if (values.length != width) {
        throw new IllegalArgumentException(values.length + " values for " + width + " columns");
      }
      try {
        appender.beginRow();
        for (var place : places) {
          if (place < 0) {
            appender.appendDefault();
          } else {
            append(values[place]);
          }
        }
        appender.endRow();
      } catch (SQLException e) {
        throw new ReadingException(e);
      }
      count++;
    }

    private void append(@Nullable Object value) throws SQLException {
      switch (value) {
        case null -> appender.appendNull();
        case String text -> appender.append(text);
        case Integer number -> appender.append(number.intValue());
        case Long number -> appender.append(number.longValue());
        case Short number -> appender.append(number.shortValue());
        case Double number -> appender.append(number.doubleValue());
        case Boolean flag -> appender.append(flag.booleanValue());
        case BigDecimal number -> appender.append(number);
        case UUID id -> appender.append(id);
        case Instant instant -> appender.appendEpochMicros(micros(instant));
        case Enum<?> constant -> appender.append(constant.name());
        case Map<?, ?> map -> appender.append(map);
        default ->
            throw new IllegalArgumentException("cannot append a " + value.getClass().getName());
      }
    }

    private static long micros(Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
  }
}
