package io.quanyu.know.collect.internal.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of an Excel workbook. Cells become the text that a CSV export would have:
 * numbers with the 15 digits that Excel shows and not the 17 that it stores, dates as ISO-8601
 * without zone.
 */
final class ExcelRowSource implements RowSource {
  private static final MathContext SHOWN_DIGITS = new MathContext(15);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final int columns;
  private final long bytes;
  private boolean headerPending;
  private boolean started;

  ExcelRowSource(FileBytes file, boolean headed, int columns) throws IOException {
    this.headerPending = headed;
    this.columns = columns;
    byte[] content;
    try (var in = file.open()) {
      content = in.readNBytes(ReadingLimits.WORKBOOK_BYTES_MAX + 1);
    }
    if (content.length > ReadingLimits.WORKBOOK_BYTES_MAX) {
      throw new UnreadableFileException(
          "The workbook is larger than "
              + (ReadingLimits.WORKBOOK_BYTES_MAX >> 20)
              + " MB; save the sheet as CSV and import that.");
    }
    this.bytes = content.length;
    refuseBomb(content);
    try {
      this.workbook =
          new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true));
      var sheet =
          workbook
              .getSheets()
              .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
              .findFirst()
              .orElseThrow(() -> new UnreadableFileException("The workbook has no visible sheet."));
      this.stream = sheet.openStream();
      this.rows = stream.iterator();
    } catch (ExcelReaderException | UncheckedIOException | IllegalStateException e) {
      throw damaged(e);
    }
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    try {
      while (rows.hasNext()) {
        var row = rows.next();
        started = true;
        var values = valuesOf(row);
        if (values.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (headerPending) {
          headerPending = false;
          continue;
        }
        return rowOf(row.getRowNum(), values);
      }
      started = true;
      return null;
    } catch (ExcelReaderException | UncheckedIOException | IllegalStateException e) {
      throw damaged(e);
    }
  }

  private SourceRow rowOf(long line, List<String> values) {
    if (columns != CsvRowSource.ANY_COLUMNS) {
      // Sheets do not store empty cells at the end of a row: short rows are whole.
      while (values.size() < columns) {
        values.add("");
      }
      while (values.size() > columns && values.getLast().isEmpty()) {
        values.removeLast();
      }
      if (values.size() > columns) {
        return new SourceRow.Damaged(line, values, RowDamage.TOO_MANY_CELLS);
      }
    }
    var damage = Characters.damageOf(values);
    return damage == null
        ? new SourceRow.Whole(line, List.copyOf(values))
        : new SourceRow.Damaged(line, values, damage);
  }

  private static List<String> valuesOf(Row row) {
    int count = Math.min(row.getCellCount(), ReadingLimits.COLUMNS_MAX);
    var values = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      var cell = row.hasCell(i) ? row.getCell(i) : null;
      values.add(cell == null ? "" : textOf(cell));
    }
    return values;
  }

  private static String textOf(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      return isDate(cell.getDataFormatString()) ? dateOf(cell) : numberOf(cell.asNumber());
    }
    return java.util.Objects.requireNonNullElse(cell.getText(), "").strip();
  }

  private static String numberOf(BigDecimal number) {
    var shown = number.round(SHOWN_DIGITS).stripTrailingZeros();
    // A cell may hold 1E+308: printed plainly only where the digits are honest.
    return Math.abs((long) shown.scale()) > 40 ? shown.toString() : shown.toPlainString();
  }

  private static String dateOf(Cell cell) {
    var dateTime = cell.asDate();
    if (dateTime == null) {
      return "";
    }
    return dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? dateTime.toLocalDate().toString()
        : DATE_TIME.format(dateTime.plusNanos(500_000_000));
  }

  /** Whether a number format shows a date: it has a year, month or day outside of literals. */
  private static boolean isDate(@Nullable String format) {
    if (format == null) {
      return false;
    }
    var bare =
        format
            .replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]", "")
            .toLowerCase(Locale.ROOT)
            .replace("general", "");
    return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('h') >= 0;
  }

  @Override
  public long bytesRead() {
    // The whole workbook is in memory before the first row comes.
    return started ? bytes : 0;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }

  private static void refuseBomb(byte[] content) throws IOException {
    long inflated = 0;
    byte[] buffer = new byte[64 * 1024];
    try (var zip = ZipFile.builder().setByteArray(content).get()) {
      for (var entry : Collections.list(zip.getEntries())) {
        boolean heldInMemory = !entry.getName().startsWith("xl/worksheets/");
        long entryBytes = 0;
        try (var in = zip.getInputStream(entry)) {
          for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            inflated += read;
            entryBytes += read;
            InflatingStream.refuseBomb(inflated, content.length);
            if (heldInMemory && entryBytes > ReadingLimits.WORKBOOK_STRINGS_BYTES_MAX) {
              throw new UnreadableFileException(
                  "The workbook holds too much text to be read at once; save the sheet as CSV.");
            }
          }
        }
      }
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static UnreadableFileException damaged(Exception cause) {
    return new UnreadableFileException(
        "The workbook is damaged or not an Excel file; open it in Excel, save it as .xlsx again.",
        cause);
  }
}
