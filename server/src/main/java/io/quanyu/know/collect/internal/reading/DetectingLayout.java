package io.quanyu.know.collect.internal.reading;

import io.quanyu.know.collect.internal.reading.FileLayout.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Tells how the rows lie in a file from the file alone; its name says nothing reliable. */
public final class DetectingLayout {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final List<String> CHARSETS = List.of("UTF-8", "GB18030", "windows-1252");
  private static final byte[] OLD_EXCEL = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  private DetectingLayout() {}

  /**
   * Looks at the first rows, and at the first {@link ReadingLimits#DETECTION_BYTES_MAX} bytes for
   * the encoding.
   *
   * @throws UnreadableFileException if the file has no rows or a form that we do not read
   */
  public static FileLayout of(FileBytes file) throws IOException {
    byte[] head = headOf(file, false);
    if (head.length == 0) {
      throw new UnreadableFileException("The file is empty.");
    }
    if (startsWith(head, OLD_EXCEL)) {
      throw new UnreadableFileException(
          "This is an old Excel file (.xls); save it as .xlsx or CSV and import that.");
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return workbook(file);
    }
    boolean gzip = startsWith(head, 0x1f, 0x8b);
    if (gzip) {
      head = headOf(file, true);
      if (startsWith(head, 0x1f, 0x8b) || startsWith(head, 'P', 'K', 3, 4)) {
        throw new UnreadableFileException("An archive lies in the archive; unpack it once.");
      }
    }
    var charset = charsetOf(file, gzip, head);
    if (isJson(head, charset)) {
      return jsonLines(file, gzip, charset);
    }
    return csv(file, gzip, charset);
  }

  private static FileLayout workbook(FileBytes file) throws IOException {
    try (var rows = new ExcelRowSource(file, false, CsvRowSource.ANY_COLUMNS)) {
      return headed(FileFormat.XLSX, false, "UTF-8", ',', sampleOf(rows));
    }
  }

  private static FileLayout jsonLines(FileBytes file, boolean gzip, String charset)
      throws IOException {
    var bare = new FileLayout(FileFormat.JSONL, gzip, charset, ',', false, List.of());
    var columns = new LinkedHashSet<String>();
    try (var text = TextFile.open(file, bare)) {
      var lines = new Lines(text);
      for (int i = 0; i < ReadingLimits.DETECTION_ROWS; i++) {
        var line = lines.next();
        if (line == null) {
          break;
        }
        var cells = line.isCut() ? null : JsonLinesRowSource.cellsOf(line.text());
        if (cells != null && columns.size() + cells.size() <= ReadingLimits.COLUMNS_MAX) {
          cells.keySet().stream().filter(key -> !key.isBlank()).forEach(columns::add);
        }
      }
    }
    if (columns.isEmpty()) {
      throw new UnreadableFileException(
          "The file begins with '{' but its first lines are not JSON objects, one a line.");
    }
    return new FileLayout(FileFormat.JSONL, gzip, charset, ',', false, List.copyOf(columns));
  }

  private static FileLayout csv(FileBytes file, boolean gzip, String charset) throws IOException {
    FileLayout best = null;
    double bestScore = -1;
    for (char delimiter : DELIMITERS) {
      var bare = new FileLayout(FileFormat.CSV, gzip, charset, delimiter, false, List.of());
      List<SourceRow> sample;
      try (var rows = bare.open(file)) {
        sample = sampleOf(rows);
      }
      double score = regularity(sample);
      if (score > bestScore) {
        bestScore = score;
        best = headed(FileFormat.CSV, gzip, charset, delimiter, sample);
      }
    }
    if (best == null) {
      throw new UnreadableFileException("The file has no rows.");
    }
    return best;
  }

  /** How table-like the rows are: the share of rows that have as many cells as the first. */
  private static double regularity(List<SourceRow> sample) {
    if (sample.isEmpty()) {
      return -1;
    }
    int first = sample.getFirst().values().size();
    long alike =
        sample.stream()
            .filter(row -> row instanceof SourceRow.Whole && row.values().size() == first)
            .count();
    // One column is what every wrong delimiter gives: anything regular beats it.
    return first == 1 ? 0 : (double) alike / sample.size() + Math.min(first, 50) / 1000.0;
  }

  private static List<SourceRow> sampleOf(RowSource rows) throws IOException {
    var sample = new ArrayList<SourceRow>();
    while (sample.size() < ReadingLimits.DETECTION_ROWS) {
      var row = rows.next();
      if (row == null) {
        break;
      }
      sample.add(row);
    }
    return sample;
  }

  private static FileLayout headed(
      FileFormat format, boolean gzip, String charset, char delimiter, List<SourceRow> sample)
      throws UnreadableFileException {
    if (sample.isEmpty()) {
      throw new UnreadableFileException("The file has no rows.");
    }
    boolean headed = isHeader(sample.getFirst());
    var names =
        headed
            ? sample.getFirst().values()
            : sample.getFirst().values().stream().map(value -> "").toList();
    return new FileLayout(format, gzip, charset, delimiter, headed, distinct(names));
  }

  /** Names have letters; a row of data nearly always has a number, a date or a repeated value. */
  private static boolean isHeader(SourceRow first) {
    var named = new HashSet<String>();
    for (var value : first.values()) {
      var name = value.strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      if (name.length() > 100 || name.codePoints().noneMatch(Character::isLetter)) {
        return false;
      }
      if (name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[t ].*|[0-9]{4}年.*|.+@.+\\..+")) {
        return false;
      }
      named.add(name);
    }
    return !named.isEmpty() && named.size() * 2 >= first.values().size();
  }

  private static List<String> distinct(List<String> names) {
    var seen = new HashMap<String, Integer>();
    var columns = new ArrayList<String>(names.size());
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i).strip();
      if (name.isEmpty()) {
        name = "column_" + (i + 1);
      }
      var candidate = name;
      while (seen.containsKey(candidate)) {
        candidate = name + "_" + seen.merge(name, 1, Integer::sum);
      }
      seen.put(candidate, 1);
      columns.add(candidate);
    }
    return columns;
  }

  private static String charsetOf(FileBytes file, boolean gzip, byte[] head) throws IOException {
    if (startsWith(head, 0xff, 0xfe)) {
      return "UTF-16LE";
    }
    if (startsWith(head, 0xfe, 0xff)) {
      return "UTF-16BE";
    }
    for (var charset : CHARSETS) {
      if (decodes(file, gzip, Charset.forName(charset))) {
        return charset;
      }
    }
    // Mixed encodings: the rows that are not UTF-8 will be quarantined.
    return StandardCharsets.UTF_8.name();
  }

  private static boolean decodes(FileBytes file, boolean gzip, Charset charset) throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.allocate(64 * 1024);
    var chars = CharBuffer.allocate(64 * 1024);
    try (var in = TextFile.bytesOf(new CountingStream(file.open()), gzip)) {
      for (long seen = 0; seen < ReadingLimits.DETECTION_BYTES_MAX; ) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
          bytes.flip();
          return !decoder.decode(bytes, chars, true).isError();
        }
        seen += read;
        bytes.position(bytes.position() + read).flip();
        if (decoder.decode(bytes, chars, false).isError()) {
          return false;
        }
        bytes.compact();
        chars.clear();
      }
    }
    return true;
  }

  private static boolean isJson(byte[] head, String charset) {
    var start = new String(head, Charset.forName(charset)).replace("\uFEFF", "").stripLeading();
    return start.startsWith("{");
  }

  private static byte[] headOf(FileBytes file, boolean gzip) throws IOException {
    try (InputStream in = TextFile.bytesOf(new CountingStream(file.open()), gzip)) {
      return in.readNBytes(4096);
    }
  }

  private static boolean startsWith(byte[] head, int... magic) {
    var bytes = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      bytes[i] = (byte) magic[i];
    }
    return startsWith(head, bytes);
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
