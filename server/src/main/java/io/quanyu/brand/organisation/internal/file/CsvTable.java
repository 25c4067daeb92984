package io.quanyu.brand.organisation.internal.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header (RFC 4180), as spreadsheets write and read it.
 *
 * <p>A cell that a spreadsheet would take for a formula is written with an apostrophe before it,
 * and read without.
 */
final class CsvTable {

  /** Some four times the rows of 5,000 stores or 50,000 people. */
  static final int ROWS_MAX = 200_000;

  /** Of a file with all rows, each of them long. */
  private static final int BYTES_MAX = 64 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private static final Pattern WRITTEN_FORMULA =
      Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

  private CsvTable() {}

  /** A row whose cells are read by column. */
  static final class Row {
    private final long line;
    private final NamedCsvRecord cells;

    private Row(NamedCsvRecord cells) {
      this.line = cells.getStartingLineNumber();
      this.cells = cells;
    }

    /** On which it begins; the header is line 1. */
    long line() {
      return line;
    }

    /** The text of a cell without blanks around; empty also if there is no such column. */
    String text(String column) {
      var text = cells.findField(column).map(String::strip).orElse("");
      return WRITTEN_FORMULA.matcher(text).matches() ? text.substring(1) : text;
    }
  }

  /** The rows of a file, and its columns. */
  record Read(Set<String> columns, List<Row> rows) {}

  /**
   * Reads a whole file: as UTF-8, or else as GB 18030, which Chinese spreadsheets write.
   *
   * @param problems takes what is wrong with the file as a whole
   */
  static Read read(InputStream file, FileProblems problems) throws IOException {
    var bytes = file.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      problems.add(0, "the file may have %d MB".formatted(BYTES_MAX >> 20));
      return new Read(Set.of(), List.of());
    }
    var rows = new ArrayList<Row>();
    Set<String> columns = new HashSet<>();
    try (var csv =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(text(bytes))) {
      for (var record : csv) {
        columns.addAll(record.getHeader());
        if (rows.size() == ROWS_MAX) {
          problems.add(0, "the file may have %d rows".formatted(ROWS_MAX));
          break;
        }
        rows.add(new Row(record));
      }
    } catch (CsvParseException e) {
      problems.add(0, "this is no CSV: " + e.getMessage());
    }
    return new Read(columns, rows);
  }

  private static String text(byte[] bytes) throws IOException {
    var text = decoded(bytes, StandardCharsets.UTF_8);
    if (text == null) {
      text = decoded(bytes, Charset.forName("GB18030"));
    }
    if (text == null) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static @Nullable String decoded(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Writes a header and rows. */
  static void write(OutputStream to, List<String> columns, Iterable<List<String>> rows)
      throws IOException {
    // Spreadsheets take a file for UTF-8 by its byte order mark only.
    to.write(String.valueOf(BYTE_ORDER_MARK).getBytes(StandardCharsets.UTF_8));
    try (var csv = CsvWriter.builder().build(to, StandardCharsets.UTF_8)) {
      csv.writeRecord(columns);
      for (var row : rows) {
        csv.writeRecord(row.stream().map(CsvTable::harmless).toList());
      }
    }
  }

  private static String harmless(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
