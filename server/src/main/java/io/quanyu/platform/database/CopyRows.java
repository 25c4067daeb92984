package io.quanyu.platform.database;

import java.io.Serial;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a COPY, in PostgreSQL's text format. For one thread, and only while {@link
 * BulkCopy} runs.
 */
public final class CopyRows {

  private static final int FLUSH_BYTES = 1 << 16;

  private final CopyIn copy;
  private final int columns;
  private byte[] buffer = new byte[FLUSH_BYTES + (1 << 12)];
  private int length;

  CopyRows(CopyIn copy, int columns) {
    this.copy = copy;
    this.columns = columns;
  }

  /**
   * Adds one row.
   *
   * @param values one for each column: text, numbers, booleans, UUIDs, {@link Instant}, {@link
   *     LocalDate}, byte arrays, arrays of int, long, String or UUID, enums (by name), or null
   * @throws IllegalArgumentException if the number or a type of the values is wrong
   */
  public void add(@Nullable Object... values) {
    if (values.length != columns) {
      throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        put((byte) '\t');
      }
      value(values[i]);
    }
    put((byte) '\n');
    if (length >= FLUSH_BYTES) {
      flush();
    }
  }

  void flush() {
    try {
      copy.writeToCopy(buffer, 0, length);
      length = 0;
    } catch (SQLException e) {
      throw new RefusedException(e);
    }
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> ascii("\\N");
      case String text -> text(text);
      case Boolean flag -> put((byte) (flag ? 't' : 'f'));
      case BigDecimal number -> ascii(number.toString());
      case Number number -> ascii(number.toString());
      case UUID id -> ascii(id.toString());
      case Instant instant -> ascii(instant.toString());
      case LocalDate date -> ascii(date.toString());
      case byte[] bytes -> {
        ascii("\\\\x");
        ascii(HexFormat.of().formatHex(bytes));
      }
      case Enum<?> constant -> text(constant.name());
      case int[] numbers -> ascii(braces(Arrays.toString(numbers)));
      case long[] numbers -> ascii(braces(Arrays.toString(numbers)));
      case UUID[] ids -> ascii(braces(Arrays.toString(ids)));
      case String[] texts -> text(quotedArray(texts));
      default -> throw new IllegalArgumentException("cannot copy a " + value.getClass().getName());
    }
  }

  private static String braces(String bracketed) {
    return "{" + bracketed.substring(1, bracketed.length() - 1) + "}";
  }

  private static String quotedArray(String[] texts) {
    var array = new StringBuilder("{");
    for (var text : texts) {
      if (array.length() > 1) {
        array.append(',');
      }
      array.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return array.append('}').toString();
  }

  private void text(String text) {
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '\\' -> escape('\\');
        case '\t' -> escape('t');
        case '\n' -> escape('n');
        case '\r' -> escape('r');
        case 0 -> throw new IllegalArgumentException("PostgreSQL text cannot hold a NUL character");
        default -> put(b);
      }
    }
  }

  private void escape(char letter) {
    put((byte) '\\');
    put((byte) letter);
  }

  private void ascii(String text) {
    var end = text.length();
    ensure(end);
    for (int i = 0; i < end; i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void put(byte b) {
    ensure(1);
    buffer[length++] = b;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  /** Carries PostgreSQL's refusal out of the caller's source of rows. */
  static final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final SQLException refusal;

    RefusedException(SQLException refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    SQLException refusal() {
      return refusal;
    }
  }
}
