package io.quanyu.know.collect.internal.reading;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a text file that are not blank, each cut at the row limit. */
final class Lines {
  private static final int SHOWN_CHARS_MAX = 2_000;

  /**
   * A line.
   *
   * @param isCut the line was longer than a row may be; the text is its beginning
   */
  record Line(long number, String text, boolean isCut) {}

  private final TextFile file;
  private final char[] buffer = new char[64 * 1024];
  private int at;
  private int end;
  private long number;

  Lines(TextFile file) {
    this.file = file;
  }

  @Nullable Line next() throws IOException {
    var line = new StringBuilder();
    while (true) {
      boolean isCut = false;
      boolean ended = false;
      line.setLength(0);
      while (!ended) {
        if (at == end) {
          at = 0;
          end = Math.max(0, file.read(buffer, 0, buffer.length));
          if (end == 0) {
            if (line.isEmpty()) {
              return null;
            }
            break;
          }
        }
        int from = at;
        while (at < end && buffer[at] != '\n') {
          at++;
        }
        ended = at < end;
        if (line.length() + at - from > ReadingLimits.ROW_CHARS_MAX) {
          isCut = true;
          line.setLength(Math.min(line.length(), SHOWN_CHARS_MAX));
          line.append(buffer, from, Math.min(at - from, SHOWN_CHARS_MAX - line.length()));
        } else if (!isCut) {
          line.append(buffer, from, at - from);
        }
        if (ended) {
          at++;
        }
      }
      number++;
      var text = line.toString();
      if (!text.isBlank()) {
        return new Line(number, text, isCut);
      }
    }
  }
}
