package io.quanyu.know.collect.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerTest;
import io.quanyu.testing.TestData;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Real files through the real server, compared with what is known of them and, line by line, with
 * separate SQL over the raw file.
 */
@ServerTest
@TestPropertySource(properties = "quanyu.collect.upload-max=100MB")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealFilesImportIT {
  private static final String UK_SHOP = "online_retail/transactions_2010-12_2011-08.csv.gz";

  private final CommandLine commandLine;
  private final DSLContext db;

  RealFilesImportIT(Environment environment, DataDirectory data, DSLContext db) {
    this.commandLine = new CommandLine(environment, data);
    this.db = db;
  }

  private Connection raw;
  private JsonNode result;

  @BeforeAll
  void importTheUkShop() throws SQLException {
    var file = TestData.file(UK_SHOP);
    raw = DriverManager.getConnection("jdbc:duckdb:");
    try (var statement = raw.createStatement()) {
      // Kinds and charges as the documentation of the data tells them.
      statement.execute(
          """
          create table raw as
          select row_number() over () + 1 as line, *,
            case when InvoiceNo like 'C%%' then 'CANCELLATION' when InvoiceNo like 'A%%' then 'ADJUSTMENT'
              when cast(UnitPrice as decimal(18, 4)) = 0 and cast(Quantity as int) < 0
                then 'STOCK_CORRECTION'
              else 'SALE' end as kind,
            case when upper(StockCode) in ('POST', 'DOT', 'M', 'D', 'AMAZONFEE', 'BANK CHARGES', 'C2',
                'CRUK', 'S', 'B')
              then 'CHARGE' else 'PRODUCT' end as item_kind,
            cast(round(cast(Quantity as int) * cast(UnitPrice as decimal(18, 4)), 2) * 100 as bigint)
              as minor
          from read_csv('%s', header = true, all_varchar = true)
          """
              .formatted(file));
    }
    result = importUkShop();
  }

  private JsonNode importUkShop() {
    return commandLine.imports(
        "orders",
        TestData.file(UK_SHOP).toString(),
        "--currency",
        "GBP",
        "--zone",
        "Europe/London",
        "--channel",
        "web");
  }

  @AfterAll
  void closeTheRawFile() throws SQLException {
    if (raw != null) {
      raw.close();
    }
  }

  @Test
  void everyLineOfTheUkShopIsAccountedFor() {
    assertThat(result.path("rows").asLong()).isEqualTo(320_705);
    assertThat(result.path("accepted").asLong()).isEqualTo(320_705);
    assertThat(result.path("quarantined").asLong()).isZero();
    assertThat(result.path("orders").asLong()).isEqualTo(16_459);
    assertThat(result.path("customers").asLong()).isEqualTo(3_360);
    assertThat(result.path("netRevenue").path("GBP").asString()).isEqualTo("5761931.38");
    assertThat(result.path("documents").path("adjustment").asLong()).isEqualTo(3);
    assertThat(result.path("documents").path("stock_correction").asLong()).isEqualTo(925);
    assertThat(lines("count(*)", "true")).isEqualTo(320_705);
    assertThat(lines("count(distinct p.order_no)", "true")).isEqualTo(16_459);
    assertThat(lines("sum(l.total_minor)", "true")).isEqualTo(576_193_138);
    assertThat(lines("count(*)", "p.account_no is null")).isEqualTo(88_652);
  }

  /** What a line is does not hang on the document's header alone: both say the same. */
  @Test
  void theKindsOfLinesAreThoseOfTheDocumentation() {
    for (var side : List.of("l.kind", "p.kind")) {
      assertThat(lines("count(*)", side + " = 'CANCELLATION'")).as(side).isEqualTo(5_847);
      assertThat(lines("count(*)", side + " = 'STOCK_CORRECTION'")).as(side).isEqualTo(925);
      assertThat(lines("count(*)", side + " = 'ADJUSTMENT'")).as(side).isEqualTo(3);
    }
    assertThat(lines("count(*)", "l.kind = 'ADJUSTMENT' and p.order_no like 'A56318_'"))
        .isEqualTo(3);
    assertThat(lines("count(*)", "p.order_no like 'C%' and p.kind <> 'CANCELLATION'")).isZero();
  }

  @Test
  void repeatedLinesAreFactsOfTheirOwn() {
    assertThat(lines("count(*) - count(distinct (p.order_no, l.sku))", "true")).isEqualTo(4_918);
    assertThat(
            lines(
                "count(*) - count(distinct (p.order_no, l.sku, l.item_name, l.quantity,"
                    + " l.placed_at, l.unit_price, l.account_no))",
                "true"))
        .isEqualTo(2_483);
  }

  /** Number, article, price with every digit, kind and amount of all 320,705 lines. */
  @Test
  void everyStoredLineIsTheLineOfTheFile() throws SQLException {
    var expected =
        rows(
            """
            select line, InvoiceNo, StockCode, item_kind, Quantity, UnitPrice, kind, minor,
              InvoiceDate from raw order by line\
            """);
    var stored =
        db.resultQuery(
                """
                select l.line_no, p.order_no, l.sku, l.item_kind::text, l.quantity::text,
                  l.unit_price::text, l.kind::text, l.total_minor,
                  to_char(l.placed_at at time zone 'Europe/London', 'YYYY-MM-DD"T"HH24:MI:SS')
                from know_purchase.purchase_line l join know_purchase.purchase p using (purchase_no)
                where p.channel = 'web' order by l.line_no\
                """)
            .fetch(row -> Stream.of(row.intoArray()).map(String::valueOf).toList());

    assertThat(stored).hasSameSizeAs(expected);
    for (int i = 0; i < stored.size(); i++) {
      assertThat(stored.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void anInvoiceWithTwoTimesIsPlacedAtTheEarlier() throws SQLException {
    var twoTimes =
        rows(
            """
            select InvoiceNo, min(InvoiceDate), max(InvoiceDate) from raw
            group by InvoiceNo having count(distinct InvoiceDate) > 1 order by InvoiceNo\
            """);

    assertThat(twoTimes).hasSize(38);
    for (var invoice : twoTimes) {
      assertThat(invoice.get(1)).isLessThan(invoice.get(2));
      assertThat(
              db.fetchSingle(
                      """
                      select to_char(placed_at at time zone 'Europe/London',
                        'YYYY-MM-DD"T"HH24:MI:SS')
                      from know_purchase.purchase where channel = 'web' and order_no = ?\
                      """,
                      invoice.getFirst())
                  .get(0))
          .as(invoice.getFirst())
          .isEqualTo(invoice.get(1));
    }
  }

  @Test
  void chargesAreNoProducts() throws SQLException {
    assertThat(
            db.resultQuery(
                    "select distinct upper(sku) from know_purchase.purchase_line l"
                        + " join know_purchase.purchase p using (purchase_no)"
                        + " where p.channel = 'web' and item_kind = 'CHARGE'")
                .fetch(row -> row.get(0, String.class)))
        .containsExactlyInAnyOrder(
            "POST", "DOT", "M", "D", "AMAZONFEE", "BANK CHARGES", "C2", "CRUK", "S", "B");
    assertThat(
            number(
                "select sum(m.units) from know_metric.customer_metric m where m.currency = 'GBP'"))
        .isEqualTo(
            Long.parseLong(
                rows("""
                select sum(cast(Quantity as int)) from raw
                where kind = 'SALE' and item_kind = 'PRODUCT' and CustomerID is not null\
                """)
                    .getFirst()
                    .getFirst()));
  }

  @Test
  void theSameFileAgainAddsNothing() {
    var again = importUkShop();

    assertThat(again.path("alreadyImported").asBoolean()).isTrue();
    assertThat(again.path("netRevenue")).isEqualTo(result.path("netRevenue"));
    assertThat(lines("count(*)", "true")).isEqualTo(320_705);
  }

  @Test
  void householdsAndTheirBasketsMeet() {
    var households = imports("households", "demographics.csv");
    assertThat(households.path("accepted").asLong()).isEqualTo(801);
    assertThat(households.path("customers").asLong()).isEqualTo(801);

    var products = imports("products", "products.csv.gz");
    assertThat(products.path("accepted").asLong()).isEqualTo(92_331);
    assertThat(number("select count(*) from brand_product.sku")).isEqualTo(92_331);

    var baskets = imports("orders", "transactions_sample_2017-01_09.csv.gz", "--currency", "USD");
    assertThat(baskets.path("rows").asLong()).isEqualTo(55_876);
    assertThat(baskets.path("quarantined").asLong()).isZero();
  }

  private JsonNode imports(String kind, String file, String... more) {
    var words = new ArrayList<String>();
    words.add(kind);
    words.add(TestData.file("complete_journey/" + file).toString());
    words.add("--channel");
    words.add("grocer");
    words.addAll(List.of(more));
    return commandLine.imports(words.toArray(String[]::new));
  }

  /** Rows of the raw file, every value as text. */
  private List<List<String>> rows(String sql) throws SQLException {
    var rows = new ArrayList<List<String>>();
    try (var statement = raw.createStatement();
        var found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        var row = new ArrayList<String>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private long lines(String answer, String condition) {
    return number(
        """
        select %s from know_purchase.purchase_line l
        join know_purchase.purchase p using (purchase_no)
        where p.channel = 'web' and %s\
        """
            .formatted(answer, condition));
  }

  private long number(String sql) {
    return db.fetchSingle(sql).get(0, Long.class);
  }
}
