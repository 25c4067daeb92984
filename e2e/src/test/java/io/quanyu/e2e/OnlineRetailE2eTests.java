package io.quanyu.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Nine real months of a web shop, imported as a user would and compared with answers that separate
 * SQL gives over the raw file: what is an order, a cancellation, a correction; revenue to the
 * penny; buyers; the RFM table; segments.
 */
@EnabledIf("io.quanyu.e2e.TestData#isNamed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnlineRetailE2eTests {

  private static final String FILE = "online_retail/transactions_2010-12_2011-08.csv.gz";

  /** The order kinds as the data's documentation describes them, not as Quanyu implements them. */
  private static final String LINES =
      """
      select InvoiceNo as invoice, StockCode as sku, CustomerID as customer, cast(Quantity as integer) as quantity,
             cast(InvoiceDate as timestamp) as local_time,
             cast(round(cast(Quantity as integer) * cast(UnitPrice as decimal(18, 4)), 2) * 100 as bigint) as minor,
             case when InvoiceNo like 'C%%' then 'cancellation' when InvoiceNo like 'A%%' then 'adjustment'
                  when cast(UnitPrice as decimal(18, 4)) = 0 and cast(Quantity as integer) < 0 then 'stock_correction'
                  else 'sale' end as kind
      from %s
      """;

  /** Buyers with their recency, frequency and money; the time of an invoice is its first. */
  private static final String BUYERS =
      """
      create view buyers as
      select customer, max(placed_at) as last_at, count(*) as orders, sum(minor) as minor
      from (select customer, invoice, min(local_time) as placed_at, sum(minor) as minor
            from line where kind = 'sale' and customer is not null group by all)
      group by customer
      """;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path data;

  private ServerProcess server;
  private QuanyuApi api;
  private JsonNode imported;
  private Truth truth;

  @BeforeAll
  void importTheFile() {
    truth = new Truth(TestData.file(FILE), "line", LINES);
    truth.run(BUYERS);
    server = ServerProcess.start(data);
    api = server.api();
    imported = api.importFile("orders", TestData.file(FILE), "web_shop", "GBP", "Europe/London");
    api.awaitTags();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    truth.close();
  }

  @Test
  void everyLineIsAcceptedOrQuarantined() {
    assertThat(imported.get("state").asString()).isEqualTo("completed");
    assertThat(imported.get("rows").asLong()).isEqualTo(truth.number("select count(*) from line"));
    assertThat(imported.get("accepted").asLong() + imported.get("quarantined").asLong())
        .isEqualTo(imported.get("rows").asLong());
  }

  @Test
  void netRevenueReconcilesToThePenny() {
    assertThat(imported.get("netRevenue").get("GBP").asString())
        .isEqualTo("5761931.38")
        .isEqualTo(
            truth.decimal("select sum(minor) / 100.0 from line").setScale(2).toPlainString());
  }

  @Test
  void documentsAreCountedByKind() {
    assertThat(imported.get("orders").asLong())
        .isEqualTo(truth.number("select count(distinct invoice) from line"));
    var documents = new TreeMap<String, Long>();
    imported
        .get("documents")
        .properties()
        .forEach(kind -> documents.put(kind.getKey(), kind.getValue().asLong()));
    assertThat(documents)
        .isEqualTo(truth.counts("select kind, count(distinct invoice) from line group by kind"));
  }

  @Test
  void customersAreThoseWithANumber() {
    assertThat(imported.get("customers").asLong())
        .isEqualTo(truth.number("select count(distinct customer) from line"));
  }

  @Test
  void theRfmTableIsThatOfTheRawFile() {
    for (var tag :
        new String[][] {
          {"rfm_recency", "last_at"}, {"rfm_frequency", "orders"}, {"rfm_monetary", "minor"}
        }) {
      assertThat(api.tagCounts(tag[0]))
          .as(tag[0])
          .isEqualTo(
              truth.counts(
                  """
                  select cast(1 + floor(5 * (r - 1) / n) as integer)::varchar, count(*) from (
                    select rank() over (order by %s) as r, count(*) over () as n from buyers) group by 1
                  """
                      .formatted(tag[1])));
    }
  }

  @Test
  void buyersWithAtLeastFiveOrdersAndAThousandPounds() {
    assertThat(
            api.previewSize(
                """
                {"type":"all_of","conditions":[
                  {"type":"metric","metric":"orders","operator":"at_least","min":5},
                  {"type":"tag","tag":"rfm_frequency","values":["5"]},
                  {"type":"performed","event":"purchase","measure":"sum","property":"revenue","currency":"GBP",
                   "operator":"at_least","min":100000,"window":{"type":"ever"}}]}
                """))
        .isEqualTo(
            truth.number(
                """
                select count(*) from (select *, 1 + floor(5 * (rank() over (order by orders) - 1) / count(*) over ()) as f from buyers)
                where orders >= 5 and f = 5 and minor >= 100000
                """));
  }

  @Test
  void whoBoughtTwiceInSpringAndNotInSummer() {
    assertThat(
            api.previewSize(
                """
                {"type":"all_of","conditions":[
                  {"type":"performed","event":"purchase","measure":"count","operator":"at_least","min":2,
                   "window":{"type":"between","from":"2011-03-01T00:00:00Z","to":"2011-05-31T23:00:00Z"}},
                  {"type":"not","condition":{"type":"performed","event":"purchase","measure":"count","operator":"at_least","min":1,
                   "window":{"type":"between","from":"2011-05-31T23:00:00Z","to":"2011-08-31T23:00:00Z"}}}]}
                """))
        .isEqualTo(
            truth.number(
                """
                with orders as (select customer, invoice, min(local_time) as at_time from line
                                where kind = 'sale' and customer is not null group by all)
                select count(*) from (select customer from orders group by customer
                  having count(*) filter (where at_time >= '2011-03-01' and at_time < '2011-06-01') >= 2
                     and count(*) filter (where at_time >= '2011-06-01' and at_time < '2011-09-01') = 0)
                """));
  }

  @Test
  void whoEverCancelledAndStillSpentNetTwoThousand() {
    assertThat(
            api.previewSize(
                """
                {"type":"all_of","conditions":[
                  {"type":"metric","metric":"cancelled_orders","operator":"at_least","min":1},
                  {"type":"metric","metric":"net_revenue","currency":"GBP","operator":"at_least","min":200000}]}
                """))
        .isEqualTo(
            truth.number(
                """
                select count(*) from (select customer from line where customer is not null group by customer
                  having count(*) filter (where kind = 'cancellation') > 0 and sum(minor) >= 200000)
                """));
  }

  @Test
  void theSameFileAgainIsAnsweredWithItsResult() {
    var again = api.importFile("orders", TestData.file(FILE), "web_shop", "GBP", "Europe/London");
    assertThat(again.get("id")).isEqualTo(imported.get("id"));
    assertThat(again.get("netRevenue")).isEqualTo(imported.get("netRevenue"));
  }
}
