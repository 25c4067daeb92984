package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrandGeneratorTests {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
  private static final int CUSTOMERS = 2_500;

  /** For each kind and channel the columns that say who, when, what. */
  private static final Map<String, String> TIME_COLUMN =
      Map.ofEntries(
          Map.entry("tmall_customers.csv.gz", "入会时间"),
          Map.entry("jd_customers.csv.gz", "register_time"),
          Map.entry("douyin_customers.csv.gz", "注册时间"),
          Map.entry("miniprogram_customers.jsonl.gz", "registered_at"),
          Map.entry("pos_customers.csv.gz", "开卡时间"),
          Map.entry("tmall_orders.csv.gz", "下单时间"),
          Map.entry("jd_orders.csv.gz", "order_time"),
          Map.entry("douyin_orders.csv.gz", "下单时间"),
          Map.entry("miniprogram_orders.jsonl.gz", "ordered_at"),
          Map.entry("pos_orders.csv.gz", "销售时间"),
          Map.entry("miniprogram_events.jsonl.gz", "occurred_at"));

  private static final Map<String, List<String>> ORDER_COLUMNS =
      Map.of(
          "tmall_orders.csv.gz", List.of("订单编号", "商家编码", "购买数量", "成交单价"),
          "jd_orders.csv.gz", List.of("order_id", "sku_id", "quantity", "price"),
          "douyin_orders.csv.gz", List.of("订单号", "商家SKU编码", "数量", "单价"),
          "miniprogram_orders.jsonl.gz", List.of("order_no", "sku", "quantity", "unit_price"),
          "pos_orders.csv.gz", List.of("小票号", "货号", "数量", "成交单价"));

  @TempDir Path folder;

  @Test
  void writesTheSameBytesTwiceAndWithAnyNumberOfThreads() throws IOException {
    Map<String, byte[]> once = bytes(generate(folder.resolve("a"), 7, 1));

    assertThat(bytes(generate(folder.resolve("b"), 7, 1))).containsExactlyEntriesOf(once);
    assertThat(bytes(generate(folder.resolve("c"), 7, 4))).containsExactlyEntriesOf(once);
    assertThat(once).hasSize(15);
  }

  @Test
  void anotherSeedIsAnotherPopulation() throws IOException {
    Map<String, byte[]> one = bytes(generate(folder.resolve("a"), 7, 2));
    Map<String, byte[]> other = bytes(generate(folder.resolve("b"), 8, 2));

    assertThat(other.keySet()).isEqualTo(one.keySet());
    one.forEach((name, content) -> assertThat(other.get(name)).as(name).isNotEqualTo(content));
  }

  @Test
  void everyFileParsesAndStandsInTheOrderOfItsTime() throws IOException {
    GeneratedFiles files = generate(folder, 1, 2);

    for (GeneratedFiles.ExportFile file : files.files()) {
      List<Map<String, String>> rows = ExportReader.rows(file.path());
      assertThat(rows).as(file.path().toString()).isNotEmpty();
      String column = TIME_COLUMN.get(file.path().getFileName().toString());
      if (column != null) {
        List<String> times = rows.stream().map(row -> row.getOrDefault(column, "")).toList();
        assertThat(times).as(file.path().toString()).isSorted();
        assertThat(times.getLast()).isLessThan("2026-11-01 00:00:00");
        assertThat(times.getFirst()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
      }
    }
  }

  @Test
  void theTruthNamesEveryCustomerRecordOnce() throws IOException {
    GeneratedFiles files = generate(folder, 1, 2);
    Map<String, String> keyColumn =
        Map.of(
            "tmall", "买家ID", "jd", "pin", "douyin", "用户ID", "miniprogram", "openid", "pos", "会员卡号");
    Set<String> exported = new HashSet<>();
    for (GeneratedFiles.ExportFile file : files.files()) {
      if (file.kind().equals("customers")) {
        for (Map<String, String> row : ExportReader.rows(file.path())) {
          String key = row.get(keyColumn.getOrDefault(file.channel(), ""));
          assertThat(exported.add(file.channel() + " " + key))
              .as("%s %s twice", file.channel(), key)
              .isTrue();
        }
      }
    }
    List<String> truth =
        ExportReader.rows(files.truth()).stream()
            .map(row -> row.get("channel") + " " + row.get("account_key"))
            .toList();

    assertThat(truth).containsExactlyInAnyOrderElementsOf(exported);
    assertThat(files.customerRecords()).isEqualTo(exported.size());
  }

  @Test
  void ordersAreSalesOfCatalogueProductsAndTheirCancellations() throws IOException {
    GeneratedFiles files = generate(folder, 1, 2);
    Set<String> skus = new HashSet<>();
    skus.add(DemoBrand.SHIPPING_CHARGE);
    ExportReader.rows(folder.resolve("products.csv"))
        .forEach(row -> skus.add(row.getOrDefault("sku", "")));
    long lines = 0;
    Set<String> documents = new HashSet<>();
    for (Map.Entry<String, List<String>> file : ORDER_COLUMNS.entrySet()) {
      Map<String, Boolean> sales = new HashMap<>();
      for (Map<String, String> row : ExportReader.rows(folder.resolve(file.getKey()))) {
        List<String> values =
            file.getValue().stream().map(column -> row.getOrDefault(column, "")).toList();
        String number = values.getFirst();
        boolean cancellation = number.startsWith("C");
        assertThat(skus).contains(values.get(1));
        assertThat(Integer.parseInt(values.get(2)) < 0).as(number).isEqualTo(cancellation);
        assertThat(Double.parseDouble(values.get(3))).as(number).isPositive();
        if (cancellation) {
          assertThat(sales).as("cancelled before it was sold").containsKey(number.substring(1));
        } else {
          assertThat(number).doesNotStartWith("A");
          sales.put(number, true);
        }
        documents.add(file.getKey() + " " + number);
        lines++;
      }
    }
    assertThat(lines).isEqualTo(files.orderLines());
    assertThat(documents).hasSize((int) files.orders());
  }

  @Test
  void totalsAreThoseOfARetailer() throws IOException {
    GeneratedFiles files =
        new BrandGenerator(GeneratorSettings.of(10_000, 3, AS_OF)).write(folder, 2, done -> {});

    assertThat(files.customerRecords() / 10_000.0).isBetween(2.1, 2.3);
    assertThat(files.orders() / 10_000.0).isBetween(2.1, 2.4);
    assertThat((double) files.orderLines() / files.orders()).isBetween(1.35, 1.6);
    assertThat(files.events() / 10_000.0).isBetween(2.3, 2.7);
  }

  @Test
  void aFifthOfTheProductsCarriesMostOfTheSales() throws IOException {
    generate(folder, 1, 2);
    Map<String, Integer> lines = new HashMap<>();
    for (Map<String, String> row : ExportReader.rows(folder.resolve("tmall_orders.csv.gz"))) {
      lines.merge(row.getOrDefault("商家编码", "").split("-", -1)[0], 1, Integer::sum);
    }
    lines.remove(DemoBrand.SHIPPING_CHARGE);
    List<Integer> byRank = lines.values().stream().sorted((a, b) -> b - a).toList();
    int all = byRank.stream().mapToInt(Integer::intValue).sum();
    int top = byRank.stream().limit(80).mapToInt(Integer::intValue).sum();

    assertThat(top / (double) all).isBetween(0.55, 0.9);
  }

  @Test
  void leavesNothingBehindButItsFiles() throws IOException {
    List<Double> progress = new ArrayList<>();
    new BrandGenerator(GeneratorSettings.of(3_000, 1, AS_OF)).write(folder, 2, progress::add);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".spill"));
    }
    assertThat(progress).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void tellsOfEachFileWhenItIsCompleteInTheOrderOfImport() throws IOException {
    List<GeneratedFiles.ExportFile> told = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    WritingWatch watch =
        new WritingWatch() {
          @Override
          public void progress(double done) {}

          @Override
          public void written(GeneratedFiles.ExportFile file) {
            told.add(file);
            rows.add(rowsOf(file.path()));
          }
        };
    GeneratedFiles files =
        new BrandGenerator(GeneratorSettings.of(CUSTOMERS, 1, AS_OF)).write(folder, 2, watch);

    assertThat(told).isEqualTo(files.files());
    assertThat(rows).isEqualTo(files.files().stream().map(file -> rowsOf(file.path())).toList());
    assertThat(told.stream().map(GeneratedFiles.ExportFile::kind).distinct())
        .containsExactly("products", "stores", "customers", "orders", "events");
  }

  private static int rowsOf(Path file) {
    try {
      return ExportReader.rows(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GeneratedFiles generate(Path folder, long seed, int threads) throws IOException {
    return new BrandGenerator(GeneratorSettings.of(CUSTOMERS, seed, AS_OF))
        .write(folder, threads, done -> {});
  }

  private static Map<String, byte[]> bytes(GeneratedFiles files) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    for (GeneratedFiles.ExportFile file : files.files()) {
      bytes.put(file.path().getFileName().toString(), Files.readAllBytes(file.path()));
    }
    bytes.put(files.truth().getFileName().toString(), Files.readAllBytes(files.truth()));
    bytes.put(files.world().getFileName().toString(), Files.readAllBytes(files.world()));
    return bytes;
  }
}
