package io.quanyu.platform.warehouse.internal;

import io.quanyu.platform.warehouse.WarehouseRow;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of a result set. */
record DuckDbRow(ResultSet rows) implements WarehouseRow {

  /** Carries the driver's complaint out of a reader. */
  static final class ReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException complaint;

    ReadingException(SQLException complaint) {
      super(complaint);
      this.complaint = complaint;
    }

    SQLException complaint() {
      return complaint;
    }
  }

  @FunctionalInterface
  private interface Reading<T extends @Nullable Object> {
    T read() throws SQLException;
  }

  private static <T extends @Nullable Object> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw new ReadingException(e);
    }
  }

  private <T> T value(int column, Class<T> type) {
    return read(() -> Objects.requireNonNull(rows.getObject(column, type)));
  }

  @Override
  public boolean isNull(int column) {
    return read(() -> rows.getObject(column) == null);
  }

  @Override
  public @Nullable String text(int column) {
    return DuckDbRow.<@Nullable String>read(() -> rows.getString(column));
  }

  @Override
  public int integer(int column) {
    return read(() -> rows.getInt(column));
  }

  @Override
  public long number(int column) {
    return read(() -> rows.getLong(column));
  }

  @Override
  public BigDecimal decimal(int column) {
    return read(() -> Objects.requireNonNull(rows.getBigDecimal(column)));
  }

  @Override
  public Instant moment(int column) {
    return value(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  @Override
  public UUID uuid(int column) {
    return value(column, UUID.class);
  }

  @Override
  public List<String> texts(int column) {
    return read(() ->
        Arrays.stream((Object[]) rows.getArray(column).getArray()).map(String::valueOf).toList());
  }

  @Override
  public Map<String, String> map(int column) {
    var map = new HashMap<String, String>();
    ((Map<?, ?>) read(() -> Objects.requireNonNull(rows.getObject(column))))
        .forEach((key, value) -> map.put(String.valueOf(key), String.valueOf(value)));
    return map;
  }
}
