package io.quanyu.know.collect.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.internal.reading.SourceRow.Damaged;
import io.quanyu.know.collect.internal.reading.SourceRow.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvRowSourceTests {

  @Test
  void tellsRowsApartByTheirFirstLine() throws IOException {
    var rows = read("a,b\n1,\"x\ny\"\r\n\n2,z");

    assertThat(rows)
        .containsExactly(new Whole(2, List.of("1", "x\ny")), new Whole(5, List.of("2", "z")));
  }

  @Test
  void unescapesDoubledQuotesAndKeepsQuotesInsideBareCells() throws IOException {
    var rows = read("a,b\n\"say \"\"hi\"\"\",5\" pipe\n");

    assertThat(rows).containsExactly(new Whole(2, List.of("say \"hi\"", "5\" pipe")));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() throws IOException {
    var rows = read("a,b\n1,\"open\n2,fine\n3,fine\n");

    assertThat(rows)
        .containsExactly(
            new Damaged(2, List.of("1", "\"open"), RowDamage.BAD_QUOTE),
            new Whole(3, List.of("2", "fine")),
            new Whole(4, List.of("3", "fine")));
  }

  @Test
  void aQuoteClosedByALaterRowsQuoteCostsItsOwnLineOnly() throws IOException {
    var rows = read("a,b\n1,\"open\n2,\"quoted\"\n");

    assertThat(rows)
        .containsExactly(
            new Damaged(2, List.of("1", "\"open"), RowDamage.BAD_QUOTE),
            new Whole(3, List.of("2", "quoted")));
  }

  @Test
  void countsCells() throws IOException {
    var rows = read("a,b\n1\n1,2,3\n1,2,,\n");

    assertThat(rows)
        .containsExactly(
            new Damaged(2, List.of("1"), RowDamage.TOO_FEW_CELLS),
            new Damaged(3, List.of("1", "2", "3"), RowDamage.TOO_MANY_CELLS),
            new Whole(4, List.of("1", "2")));
  }

  @Test
  void aRowWithoutEndIsReportedAndLeftBehind() throws IOException {
    var rows = read("a,b\n1," + "x".repeat(3 * ReadingLimits.ROW_CHARS_MAX) + "\n2,fine\n");

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst())
        .isInstanceOfSatisfying(
            Damaged.class, row -> assertThat(row.damage()).isEqualTo(RowDamage.TOO_LONG));
    assertThat(rows.getLast()).isEqualTo(new Whole(3, List.of("2", "fine")));
  }

  @Test
  void aRowOfNothingButDelimitersIsReported() throws IOException {
    var rows = read("a,b\n" + ",".repeat(10_000) + "\n2,fine\n");

    assertThat(rows.getFirst())
        .isInstanceOfSatisfying(
            Damaged.class, row -> assertThat(row.damage()).isEqualTo(RowDamage.TOO_MANY_CELLS));
    assertThat(rows.getLast()).isEqualTo(new Whole(3, List.of("2", "fine")));
  }

  @Test
  void reportsBytesThatAreNoTextAndCharactersThatNoTextHas() throws IOException {
    var bytes = "a,b\n1,x?\n2,y?\n3,fine\n".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xff;
    bytes[12] = 0;

    assertThat(read(bytes))
        .extracting(row -> row instanceof Damaged d ? d.damage() : null)
        .containsExactly(RowDamage.BAD_ENCODING, RowDamage.BAD_CHARACTER, null);
  }

  @Test
  void manyOpenQuotesAreReadInLinearTime() throws IOException {
    var file = new StringBuilder("a,b\n");
    IntStream.range(0, 200_000).forEach(i -> file.append("\"\"\"x\n"));

    // Quadratic work would be 10^11 steps; the test's own time limit is the build's.
    assertThat(read(file.toString())).hasSize(200_000);
  }

  static List<SourceRow> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<SourceRow> read(byte[] bytes) throws IOException {
    var layout =
        new FileLayout(FileLayout.FileFormat.CSV, false, "UTF-8", ',', true, List.of("a", "b"));
    var rows = new ArrayList<SourceRow>();
    try (var source = layout.open(() -> new ByteArrayInputStream(bytes))) {
      for (var row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
      assertThat(source.bytesRead()).isEqualTo(bytes.length);
    }
    return rows;
  }
}
