package io.quanyu.know.collect.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws over generated files; the seed names the case. */
class CsvRowSourcePropertyTests {
  private static final String[] PIECES = {
    "a", "中文", "\"", ",", ";", "\n", "\r\n", "\r", " ", "\t", "é", "😀", "0", "-1.5", "“", "\uFFFD"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void readsWhatAnotherProgramWrote(long seed) throws IOException {
    var random = new Random(seed);
    char delimiter = ",;\t|".charAt(random.nextInt(4));
    int columns = 2 + random.nextInt(6);
    var written = new ArrayList<List<String>>();
    for (int i = 0; i < 300; i++) {
      var row = new ArrayList<String>();
      for (int c = 0; c < columns; c++) {
        row.add(cell(random));
      }
      row.set(0, "x" + row.getFirst()); // a row of blanks is no row
      row.set(columns - 1, row.getLast() + "x");
      written.add(row);
    }
    var charset = seed % 3 == 0 ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
    var bytes = new ByteArrayOutputStream();
    try (var csv = CsvWriter.builder().fieldSeparator(delimiter).build(bytes, charset)) {
      written.forEach(csv::writeRecord);
    }

    var layout =
        new FileLayout(
            FileLayout.FileFormat.CSV,
            false,
            charset.name(),
            delimiter,
            false,
            columnNames(columns));
    var read = new ArrayList<List<String>>();
    try (var rows = layout.open(() -> new ByteArrayInputStream(bytes.toByteArray()))) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        assertThat(row).isInstanceOf(SourceRow.Whole.class);
        read.add(row.values());
      }
    }

    assertThat(read).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void survivesAnyBytes(long seed) throws IOException {
    var random = new Random(seed);
    var file = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(10) == 0) {
        file.write(random.nextInt(256));
      } else {
        file.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
      }
    }
    var layout = DetectingLayout.of(() -> new ByteArrayInputStream(file.toByteArray()));
    long line = 0;
    try (var rows = layout.open(() -> new ByteArrayInputStream(file.toByteArray()))) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        assertThat(row.line()).isGreaterThan(line);
        line = row.line();
        if (row instanceof SourceRow.Whole) {
          assertThat(row.values()).hasSize(layout.columns().size());
        }
      }
    }
  }

  private static List<String> columnNames(int columns) {
    var names = new ArrayList<String>();
    for (int i = 0; i < columns; i++) {
      names.add("c" + i);
    }
    return names;
  }

  private static String cell(Random random) {
    var cell = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      cell.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return cell.toString();
  }
}
