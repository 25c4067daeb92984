package io.quanyu.know.collect.internal.reading;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/**
 * How the rows lie in a file. Told once when the file arrives and kept with it, so that a resumed
 * import reads exactly the same rows.
 *
 * @param format the form of the file
 * @param gzip whether the file is compressed
 * @param charset the encoding of text formats, an IANA name
 * @param delimiter what separates cells of a CSV file; a comma otherwise
 * @param headed whether the first row names the columns
 * @param columns the names of the columns, distinct and never blank
 */
public record FileLayout(
    FileFormat format,
    boolean gzip,
    String charset,
    char delimiter,
    boolean headed,
    List<String> columns) {

  /** The form of a file. */
  public enum FileFormat {
    /** Delimited text. */
    CSV,
    /** Excel workbook; its first visible sheet. */
    XLSX,
    /** One JSON object a line. */
    JSONL
  }

  public FileLayout {
    columns = List.copyOf(columns);
  }

  /** Opens the rows of {@code file}, which has this layout. */
  public RowSource open(FileBytes file) throws IOException {
    return switch (format) {
      case CSV -> new CsvRowSource(TextFile.open(file, this), delimiter, headed, columns.size());
      case JSONL -> new JsonLinesRowSource(TextFile.open(file, this), columns);
      case XLSX -> new ExcelRowSource(file, headed, columns.size());
    };
  }

  Charset decodedAs() {
    return Charset.forName(charset);
  }
}
