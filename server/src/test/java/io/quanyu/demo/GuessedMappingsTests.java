package io.quanyu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.demo.generator.BrandGenerator;
import io.quanyu.demo.generator.GeneratedFiles;
import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.GeneratorSettings;
import io.quanyu.demo.generator.LaterOrders;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.mapping.GuessingMapping;
import io.quanyu.know.collect.internal.mapping.MappingCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo takes the mapping that the server guesses, so the guess must be complete for its files.
 */
class GuessedMappingsTests {

  private static final int SAMPLES = 200;

  @TempDir static Path folder;

  private static final Map<String, ImportMapping> GUESSES = new HashMap<>();

  @BeforeAll
  static void guess() throws IOException {
    GeneratorSettings settings = GeneratorSettings.of(2_000, 1, LocalDate.of(2026, 11, 1));
    GeneratedFiles generated = new BrandGenerator(settings).write(folder, 2, done -> {});
    List<ExportFile> files = new ArrayList<>(generated.files());
    files.addAll(laterOrders(settings, generated.world()));
    for (ExportFile file : files) {
      Map<String, List<String>> table = table(file.path());
      List<String> columns = List.copyOf(table.keySet());
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        int row = i;
        if (table.values().stream().allMatch(values -> row < values.size())) {
          rows.add(table.values().stream().map(values -> values.get(row)).toList());
        }
      }
      ImportKind kind = ImportKind.valueOf(file.kind().toUpperCase(Locale.ROOT));
      GUESSES.put(
          file.path().getFileName().toString(), GuessingMapping.of(kind, columns, rows).mapping());
    }
  }

  /** One order of each of the first hundred people. */
  private static List<ExportFile> laterOrders(GeneratorSettings settings, Path world)
      throws IOException {
    LaterOrders orders = new LaterOrders(settings);
    List<LaterOrders.Bought> bought = new ArrayList<>();
    try (BufferedReader lines = reader(world)) {
      String line = lines.readLine();
      while (line != null && bought.size() < 100) {
        JsonNode person = JsonMapper.shared().readTree(line).path("person");
        if (!person.isMissingNode()) {
          bought.add(
              new LaterOrders.Bought(
                  Integer.toHexString(bought.size()),
                  person.path("personId").asString(),
                  person.at("/buyer/channel").asString(),
                  person.at("/buyer/account").asString(),
                  Instant.parse("2026-11-02T04:00:00Z"),
                  orders.skus(1).getFirst(),
                  1,
                  9_900));
        }
        line = lines.readLine();
      }
    }
    return orders.write(folder, "later", bought);
  }

  @Test
  void laterOrdersAreReadLikeTheFirst() {
    List<String> later =
        GUESSES.keySet().stream().filter(file -> file.startsWith("later_")).toList();
    assertThat(later).hasSizeGreaterThan(2);
    assertThat(later)
        .allSatisfy(file ->
            assertThat(GUESSES.get(file))
                .as(file)
                .isEqualTo(GUESSES.get(file.substring("later_".length()))));
  }

  @Test
  void everyFileCanBeImportedAsGuessed() {
    assertThat(GUESSES.keySet().stream().filter(file -> !file.startsWith("later_"))).hasSize(13);
    assertThat(GUESSES)
        .allSatisfy(
            (file, mapping) -> assertThat(MappingCheck.missingIn(mapping)).as(file).isEmpty());
  }

  @Test
  void customersKeepWhoTheyAre() {
    assertGuess(
        "tmall_customers.csv.gz",
        Map.of(
            "accountKey",
            "买家ID",
            "phone",
            "手机号",
            "name",
            "姓名",
            "gender",
            "性别",
            "birthday",
            "生日",
            "memberNo",
            "会员卡号",
            "province",
            "省份",
            "city",
            "城市",
            "registeredAt",
            "入会时间"));
    assertGuess(
        "jd_customers.csv.gz",
        Map.of(
            "accountKey",
            "pin",
            "phone",
            "mobile",
            "name",
            "real_name",
            "gender",
            "gender",
            "birthday",
            "birthday",
            "province",
            "province",
            "city",
            "city",
            "registeredAt",
            "register_time"));
    assertGuess(
        "douyin_customers.csv.gz",
        Map.of(
            "accountKey",
            "用户ID",
            "phone",
            "手机",
            "name",
            "真实姓名",
            "gender",
            "性别",
            "birthday",
            "出生日期",
            "province",
            "所在省",
            "city",
            "所在城市",
            "registeredAt",
            "注册时间"));
    assertGuess(
        "miniprogram_customers.jsonl.gz",
        Map.of(
            "openid",
            "openid",
            "unionid",
            "unionid",
            "phone",
            "phone",
            "name",
            "name",
            "gender",
            "gender",
            "birthday",
            "birthday",
            "memberNo",
            "member_no",
            "province",
            "province",
            "city",
            "city",
            "registeredAt",
            "registered_at"));
    assertGuess(
        "pos_customers.csv.gz",
        Map.of(
            "memberNo",
            "会员卡号",
            "unionid",
            "微信UnionID",
            "phone",
            "手机号",
            "name",
            "姓名",
            "gender",
            "性别",
            "birthday",
            "出生日期",
            "province",
            "省份",
            "city",
            "城市",
            "registeredAt",
            "开卡时间"));
  }

  @Test
  void ordersKeepBuyerProductAndMoney() {
    assertGuess(
        "tmall_orders.csv.gz",
        Map.of(
            "orderNo",
            "订单编号",
            "placedAt",
            "下单时间",
            "sku",
            "商家编码",
            "quantity",
            "购买数量",
            "unitPrice",
            "成交单价",
            "accountKey",
            "买家ID",
            "phone",
            "收货手机号"));
    assertGuess(
        "jd_orders.csv.gz",
        Map.of(
            "orderNo",
            "order_id",
            "placedAt",
            "order_time",
            "sku",
            "sku_id",
            "quantity",
            "quantity",
            "unitPrice",
            "price",
            "accountKey",
            "pin",
            "phone",
            "receiver_mobile"));
    assertGuess(
        "douyin_orders.csv.gz",
        Map.of(
            "orderNo",
            "订单号",
            "placedAt",
            "下单时间",
            "sku",
            "商家SKU编码",
            "quantity",
            "数量",
            "unitPrice",
            "单价",
            "accountKey",
            "用户ID",
            "phone",
            "收件人手机"));
    assertGuess(
        "miniprogram_orders.jsonl.gz",
        Map.of(
            "orderNo",
            "order_no",
            "placedAt",
            "ordered_at",
            "sku",
            "sku",
            "quantity",
            "quantity",
            "unitPrice",
            "unit_price",
            "openid",
            "openid",
            "phone",
            "phone"));
    assertGuess(
        "pos_orders.csv.gz",
        Map.of(
            "orderNo",
            "小票号",
            "placedAt",
            "销售时间",
            "sku",
            "货号",
            "quantity",
            "数量",
            "unitPrice",
            "成交单价",
            "memberNo",
            "会员卡号",
            "phone",
            "手机号",
            "storeCode",
            "门店编码"));
  }

  @Test
  void nothingElseIsTakenForMoneyOrForAPerson() {
    GUESSES.forEach((file, mapping) -> {
      if (mapping.kind() == ImportKind.ORDERS) {
        assertThat(mapping.columns()).as(file).doesNotContainKeys("lineTotal", "currency");
        assertThat(mapping.dateFormat()).as(file).isNull();
      }
    });
    assertGuess(
        "miniprogram_events.jsonl.gz",
        Map.of("event", "event", "occurredAt", "occurred_at", "openid", "openid"));
    assertGuess(
        "products.csv",
        Map.of(
            "sku",
            "sku",
            "spu",
            "spu",
            "name",
            "name",
            "category",
            "category",
            "listPrice",
            "list_price"));
    assertGuess(
        "stores.csv",
        Map.of(
            "storeCode",
            "门店编码",
            "name",
            "门店名称",
            "province",
            "省份",
            "city",
            "城市",
            "openedOn",
            "开业日期"));
  }

  private static void assertGuess(String file, Map<String, String> columns) {
    assertThat(GUESSES)
        .containsKey(file)
        .extractingByKey(file)
        .satisfies(mapping -> assertThat(mapping.columns()).as(file).containsAllEntriesOf(columns));
  }

  /** The first rows as column → values; JSON lines have the columns that any of the rows has. */
  private static Map<String, List<String>> table(Path file) throws IOException {
    Map<String, List<String>> table = new LinkedHashMap<>();
    try (BufferedReader reader = reader(file)) {
      boolean json = file.toString().contains(".jsonl");
      String[] header = json ? new String[0] : reader.readLine().split(",", -1);
      for (String name : header) {
        table.put(name, new ArrayList<>());
      }
      int row = 0;
      for (String line = reader.readLine();
          line != null && row < SAMPLES;
          line = reader.readLine(), row++) {
        Map<String, String> values = new HashMap<>();
        if (json) {
          JsonMapper.shared()
              .readTree(line)
              .properties()
              .forEach(field -> values.put(field.getKey(), field.getValue().asString()));
        } else {
          String[] fields = line.split(",", -1);
          for (int i = 0; i < header.length; i++) {
            values.put(header[i], fields[i]);
          }
        }
        int before = row;
        values
            .keySet()
            .forEach(name ->
                table.computeIfAbsent(
                    name, n -> new ArrayList<>(java.util.Collections.nCopies(before, ""))));
        table.forEach((name, column) -> column.add(values.getOrDefault(name, "")));
      }
    }
    return table;
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
