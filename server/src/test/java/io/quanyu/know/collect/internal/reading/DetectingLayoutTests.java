package io.quanyu.know.collect.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.know.collect.internal.reading.FileLayout.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class DetectingLayoutTests {

  @Test
  void tellsDelimiterEncodingAndHeader() throws IOException {
    var text = "订单号;金额\nA1;\"1,5\"\nA2;2,5\n";

    var layout = layoutOf(text.getBytes(Charset.forName("GB18030")));

    assertThat(layout)
        .isEqualTo(
            new FileLayout(FileFormat.CSV, false, "GB18030", ';', true, List.of("订单号", "金额")));
  }

  @Test
  void dropsTheByteOrderMark() throws IOException {
    for (var charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      var layout = layoutOf("\uFEFFname,phone\n王,1\n".getBytes(Charset.forName(charset)));

      assertThat(layout.charset()).isEqualTo(charset);
      assertThat(layout.columns()).containsExactly("name", "phone");
    }
  }

  @Test
  void namesColumnsOfAFileWithoutHeader() throws IOException {
    var layout = layoutOf("17850,2010-12-01,2.55\n17851,2010-12-02,3.39\n");

    assertThat(layout.headed()).isFalse();
    assertThat(layout.columns()).containsExactly("column_1", "column_2", "column_3");
  }

  @Test
  void makesNamesDistinct() throws IOException {
    assertThat(layoutOf("name,name,,name_2\nx,y,z,w\n").columns())
        .containsExactly("name", "name_2", "column_3", "name_2_2");
  }

  @Test
  void unpacksGzip() throws IOException {
    var layout = layoutOf(gzip("a,b\nx,y\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(layout.gzip()).isTrue();
    assertThat(layout.columns()).containsExactly("a", "b");
  }

  @Test
  void readsJsonLinesWithNestedValues() throws IOException {
    var text =
        """
        {"event":"view","properties":{"sku":"S1","n":2}}
        not json
        {"event":"buy","at":1700000000}
        [1]
        """;

    var layout = layoutOf(text);

    assertThat(layout.format()).isEqualTo(FileFormat.JSONL);
    assertThat(layout.columns())
        .containsExactly("event", "properties", "properties.sku", "properties.n", "at");
    assertThat(rowsOf(layout, text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new SourceRow.Whole(1, List.of("view", "{\"sku\":\"S1\",\"n\":2}", "S1", "2", "")),
            new SourceRow.Damaged(2, List.of("not json"), RowDamage.BAD_JSON),
            new SourceRow.Whole(3, List.of("buy", "", "", "", "1700000000")),
            new SourceRow.Damaged(4, List.of("[1]"), RowDamage.BAD_JSON));
  }

  @Test
  void readsWorkbooksAsTheyShow() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("orders");
      sheet.value(0, 0, "订单号");
      sheet.value(0, 1, "手机");
      sheet.value(0, 2, "单价");
      sheet.value(0, 3, "时间");
      sheet.value(1, 0, "T1");
      sheet.value(1, 1, 13800138000L);
      sheet.value(1, 2, new BigDecimal("2.5500000000000003"));
      sheet.value(1, 3, LocalDateTime.of(2024, 3, 1, 8, 26));
      sheet.style(1, 3).format("yyyy-mm-dd hh:mm").set();
      sheet.value(2, 0, "T2");
    }

    var layout = layoutOf(bytes.toByteArray());

    assertThat(layout.format()).isEqualTo(FileFormat.XLSX);
    assertThat(rowsOf(layout, bytes.toByteArray()))
        .containsExactly(
            new SourceRow.Whole(2, List.of("T1", "13800138000", "2.55", "2024-03-01T08:26:00")),
            new SourceRow.Whole(3, List.of("T2", "", "", "")));
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertRefused(new byte[0], "empty");
    assertRefused(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1}, ".xls");
    assertRefused(gzip(gzip(new byte[] {1, 2, 3})), "archive");
    assertRefused(new byte[] {'P', 'K', 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "workbook");
  }

  @Test
  void refusesAGzipBomb() throws IOException {
    var bomb = gzip(new byte[(int) ReadingLimits.INFLATED_BYTES_FREE * 2]);

    assertRefused(bomb, "inflates");
  }

  @Test
  void tellsThatAGzipFileWasCutOff() throws IOException {
    var text = new StringBuilder("a,b\n");
    for (int i = 0; i < 100_000; i++) {
      text.append(i * 31L % 1000).append(",x").append(i).append('\n');
    }
    var whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));

    assertRefused(Arrays.copyOf(whole, whole.length / 2), "cut off");
  }

  private static void assertRefused(byte[] bytes, String word) {
    assertThatThrownBy(() -> layoutOf(bytes))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining(word);
  }

  private static FileLayout layoutOf(String text) throws IOException {
    return layoutOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FileLayout layoutOf(byte[] bytes) throws IOException {
    return DetectingLayout.of(() -> new ByteArrayInputStream(bytes));
  }

  private static List<SourceRow> rowsOf(FileLayout layout, byte[] bytes) throws IOException {
    var rows = new ArrayList<SourceRow>();
    try (var source = layout.open(() -> new ByteArrayInputStream(bytes))) {
      for (var row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
