package io.quanyu.know.collect.internal.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delimited text (RFC 4180) that survives damage.
 *
 * <p>Why not a library's reader: at a quote that is never closed they stop, or swallow the rest of
 * the file. Here a damaged row costs its own first line only: it is reported, and reading goes on
 * at the next line. The work stays linear: only a line with an odd number of quotes can swallow
 * lines, and the next such line ends it, so no line is looked at more than twice.
 */
final class CsvRowSource implements RowSource {
  /** Any number of cells is whole; for detection. */
  static final int ANY_COLUMNS = 0;

  private static final char QUOTE = '"';
  private static final int FILE_END = -1;
  private static final int ROW_LIMIT = -2;
  private static final int SHOWN_CHARS_MAX = 2_000;

  private final TextFile text;
  private final char delimiter;
  private final int columns;
  private boolean headerPending;

  // The window holds the current row from `start`; offsets below are relative to it, so that they
  // stay valid when the window moves or grows.
  private char[] window = new char[64 * 1024];
  private int start;
  private int end;
  private long line = 1;
  private final ArrayList<String> cells = new ArrayList<>();

  CsvRowSource(TextFile text, char delimiter, boolean headed, int columns) {
    this.text = text;
    this.delimiter = delimiter;
    this.headerPending = headed;
    this.columns = columns;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    if (headerPending) {
      headerPending = false;
      nextRow(ANY_COLUMNS);
    }
    return nextRow(columns);
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private @Nullable SourceRow nextRow(int expected) throws IOException {
    while (at(0) != FILE_END) {
      long first = line;
      var damage = readCells();
      if (damage == null) {
        if (cells.size() == 1 && cells.getFirst().isBlank()) {
          continue;
        }
        damage = damageOf(expected);
      }
      var values = List.copyOf(cells);
      return damage == null
          ? new SourceRow.Whole(first, values)
          : new SourceRow.Damaged(first, values, damage);
    }
    return null;
  }

  private @Nullable RowDamage damageOf(int expected) {
    if (expected != ANY_COLUMNS) {
      while (cells.size() > expected && cells.getLast().isEmpty()) {
        cells.removeLast();
      }
      if (cells.size() != expected) {
        return cells.size() > expected ? RowDamage.TOO_MANY_CELLS : RowDamage.TOO_FEW_CELLS;
      }
    }
    return Characters.damageOf(cells);
  }

  /** Reads one row into {@link #cells} and moves the window behind it. */
  private @Nullable RowDamage readCells() throws IOException {
    cells.clear();
    int offset = 0;
    int lines = 0;
    while (true) {
      if (cells.size() == ReadingLimits.COLUMNS_MAX) {
        return abandonLine(RowDamage.TOO_MANY_CELLS);
      }
      int from = offset;
      int c = at(offset);
      if (c == QUOTE) {
        var cell = new StringBuilder();
        from = ++offset;
        while (true) {
          c = at(offset);
          if (c == QUOTE) {
            cell.append(window, start + from, offset - from);
            if (at(offset + 1) != QUOTE) {
              break;
            }
            from = offset + 1;
            offset += 2;
          } else if (c < 0) {
            return abandonLine(RowDamage.BAD_QUOTE);
          } else {
            if (c == '\n' || (c == '\r' && at(offset + 1) != '\n')) {
              lines++;
            }
            offset++;
          }
        }
        do {
          c = at(++offset);
        } while (c == ' ');
        if (c != delimiter && c != '\n' && c != '\r' && c != FILE_END) {
          return abandonLine(c == ROW_LIMIT ? RowDamage.TOO_LONG : RowDamage.BAD_QUOTE);
        }
        cells.add(cell.toString());
      } else {
        while (c != delimiter && c != '\n' && c != '\r' && c >= 0) {
          c = at(++offset);
        }
        if (c == ROW_LIMIT) {
          return abandonLine(RowDamage.TOO_LONG);
        }
        cells.add(new String(window, start + from, offset - from));
      }
      if (c == delimiter) {
        offset++;
        continue;
      }
      if (c == '\r' && at(offset + 1) == '\n') {
        offset++;
      }
      line += lines + (c == FILE_END ? 0 : 1);
      start += offset + (c == FILE_END ? 0 : 1);
      return null;
    }
  }

  /** Leaves the row's first line behind; its text, cut at delimiters, is what the operator sees. */
  private RowDamage abandonLine(RowDamage damage) throws IOException {
    int length = 0;
    int c = at(0);
    while (c != '\n' && c != '\r' && c >= 0) {
      c = at(++length);
    }
    cells.clear();
    var shown = new String(window, start, Math.min(length, SHOWN_CHARS_MAX));
    cells.addAll(
        Arrays.asList(
            shown.split(
                java.util.regex.Pattern.quote(String.valueOf(delimiter)),
                columns == ANY_COLUMNS ? ReadingLimits.COLUMNS_MAX : columns)));
    while (c == ROW_LIMIT) {
      start += length;
      length = 0;
      c = at(0);
      while (c != '\n' && c != '\r' && c >= 0) {
        c = at(++length);
      }
    }
    if (c == '\r' && at(length + 1) == '\n') {
      length++;
    }
    start += length + (c == FILE_END ? 0 : 1);
    line++;
    return damage;
  }

  /** The character {@code offset} behind the row's start. */
  private int at(int offset) throws IOException {
    while (start + offset >= end) {
      if (offset >= ReadingLimits.ROW_CHARS_MAX) {
        return ROW_LIMIT;
      }
      if (!fill()) {
        return FILE_END;
      }
    }
    return window[start + offset];
  }

  private boolean fill() throws IOException {
    if (end == window.length) {
      if (start > 0) {
        System.arraycopy(window, start, window, 0, end - start);
        end -= start;
        start = 0;
      } else {
        window = Arrays.copyOf(window, window.length * 2);
      }
    }
    int read = text.read(window, end, window.length - end);
    if (read <= 0) {
      return false;
    }
    end += read;
    return true;
  }
}
