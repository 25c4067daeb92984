package io.quanyu.platform.database;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a COPY, in PostgreSQL's binary format: half the work of text for times,
 * UUIDs and byte strings on either side. For one thread, and only while {@link BulkCopy} runs.
 *
 * <p>The format: <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, Binary
 * Format</a>.
 */
public final class CopyRows {

  private static final int FLUSH_BYTES = 1 << 16;
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int NULL_LENGTH = -1;
  private static final short NO_MORE_ROWS = -1;

  private final CopyIn copy;
  private final List<ColumnFormat> columns;
  private ByteBuffer buffer = ByteBuffer.allocate(FLUSH_BYTES + (1 << 12));

  CopyRows(CopyIn copy, List<ColumnFormat> columns) {
    this.copy = copy;
    this.columns = columns;
    room(Integer.BYTES * 2 + SIGNATURE.length).put(SIGNATURE).putInt(0).putInt(0);
  }

  /**
   * Adds one row.
   *
   * @param values one for each column: text or enums (by name), numbers, booleans, UUIDs, {@link
   *     Instant} (rounded to microseconds), {@link LocalDate}, byte arrays, arrays of int, long,
   *     String or UUID, as the column's type wants it, or null
   * @throws IllegalArgumentException if the number or a type of the values is wrong
   * @throws ArithmeticException if a number does not fit into its column
   */
  public void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    room(Short.BYTES).putShort((short) values.length);
    for (int i = 0; i < values.length; i++) {
      value(columns.get(i), values[i]);
    }
    if (buffer.position() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void value(ColumnFormat column, @Nullable Object value) {
    if (value == null) {
      room(Integer.BYTES).putInt(NULL_LENGTH);
      return;
    }
    int start = room(Integer.BYTES).position();
    buffer.putInt(0);
    try {
      column.put(this, value);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "cannot copy a " + value.getClass().getName() + " into a column of " + column, e);
    }
    buffer.putInt(start, buffer.position() - start - Integer.BYTES);
  }

  /** The buffer, with room for some more bytes. */
  ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(buffer.capacity() * 2, Math.addExact(buffer.position(), bytes));
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
    return buffer;
  }

  void end() {
    room(Short.BYTES).putShort(NO_MORE_ROWS);
    flush();
  }

  private void flush() {
    try {
      copy.writeToCopy(buffer.array(), 0, buffer.position());
      buffer.clear();
    } catch (SQLException e) {
      throw new RefusedException(e);
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
