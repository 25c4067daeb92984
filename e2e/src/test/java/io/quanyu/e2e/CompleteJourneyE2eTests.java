package io.quanyu.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A grocery's households, products and till lines: other column names, line totals instead of unit
 * prices, times with a zone, attributes of households. Compared with SQL over the raw files.
 */
@EnabledIf("io.quanyu.e2e.TestData#isNamed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompleteJourneyE2eTests {

  private static final String CHANNEL = "grocery";
  private static final String TRANSACTIONS =
      "complete_journey/transactions_sample_2017-01_09.csv.gz";

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path data;

  private ServerProcess server;
  private QuanyuApi api;
  private JsonNode households;
  private JsonNode products;
  private JsonNode orders;
  private Truth lines;
  private Truth demographics;

  @BeforeAll
  void importTheFiles() {
    lines =
        new Truth(
            TestData.file(TRANSACTIONS),
            "line",
            """
            select household_id as household, basket_id as basket, product_id as sku,
                   cast(transaction_timestamp as timestamptz) as at_time,
                   cast(round(cast(sales_value as decimal(18, 4)), 2) * 100 as bigint) as minor from %s
            """);
    demographics =
        new Truth(
            TestData.file("complete_journey/demographics.csv"), "household", "select * from %s");
    server = ServerProcess.start(data);
    api = server.api();
    households =
        api.importFile(
            "households", TestData.file("complete_journey/demographics.csv"), CHANNEL, null, null);
    products =
        api.importFile(
            "products", TestData.file("complete_journey/products.csv.gz"), CHANNEL, null, null);
    orders = api.importFile("orders", TestData.file(TRANSACTIONS), CHANNEL, "USD", null);
    api.awaitTags();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    lines.close();
    demographics.close();
  }

  @Test
  void everyHouseholdAndProductIsThere() {
    assertThat(households.get("accepted").asLong())
        .isEqualTo(demographics.number("select count(*) from household"));
    assertThat(products.get("accepted").asLong()).isEqualTo(92_331);
    assertThat(households.get("quarantined").asLong() + products.get("quarantined").asLong())
        .isZero();
  }

  @Test
  void basketsAndRevenueReconcile() {
    assertThat(orders.get("rows").asLong()).isEqualTo(lines.number("select count(*) from line"));
    assertThat(orders.get("quarantined").asLong()).isZero();
    assertThat(orders.get("orders").asLong())
        .isEqualTo(lines.number("select count(distinct basket) from line"));
    assertThat(orders.get("customers").asLong())
        .isEqualTo(lines.number("select count(distinct household) from line"));
    assertThat(orders.get("netRevenue").get("USD").asString())
        .isEqualTo(
            lines.decimal("select sum(minor) / 100.0 from line").setScale(2).toPlainString());
  }

  @Test
  void householdsAndTheirPurchasesAreOneCustomer() {
    var all = api.get("/api/customers?limit=1").get("total").asLong();
    assertThat(all)
        .isEqualTo(
            lines.number(
                "select count(*) from (select household from line union select household_id from read_csv('%s', header = true, all_varchar = true))"
                    .formatted(TestData.file("complete_journey/demographics.csv"))));
  }

  @Test
  void marriedHomeownersWhoSpentAHundredDollars() {
    assertThat(
            api.previewSize(
                """
                {"type":"all_of","conditions":[
                  {"type":"attribute","attribute":"marital_status","operator":"is","values":["Married"]},
                  {"type":"attribute","attribute":"home_ownership","operator":"is","values":["Homeowner"]},
                  {"type":"metric","metric":"net_revenue","currency":"USD","operator":"at_least","min":10000}]}
                """))
        .isEqualTo(
            lines.number(
                """
                select count(*) from (select household, sum(minor) as minor from line group by 1)
                join read_csv('%s', header = true, all_varchar = true) d on d.household_id = household
                where minor >= 10000 and d.marital_status = 'Married' and d.home_ownership = 'Homeowner'
                """
                    .formatted(TestData.file("complete_journey/demographics.csv"))));
  }

  @Test
  void householdsWithChildrenThatBoughtFourTimesInSummer() {
    assertThat(
            api.previewSize(
                """
                {"type":"all_of","conditions":[
                  {"type":"attribute","attribute":"kids_count","operator":"at_least","values":["1"]},
                  {"type":"performed","event":"purchase","measure":"count","operator":"at_least","min":4,
                   "window":{"type":"between","from":"2017-06-01T00:00:00Z","to":"2017-09-01T00:00:00Z"}}]}
                """))
        .isEqualTo(
            lines.number(
                """
                select count(*) from (select household from (select household, basket, min(at_time) as at_time from line group by all)
                                      where at_time >= '2017-06-01T00:00:00Z' and at_time < '2017-09-01T00:00:00Z'
                                      group by household having count(*) >= 4)
                join read_csv('%s', header = true, all_varchar = true) d on d.household_id = household
                where try_cast(d.kids_count as integer) >= 1
                """
                    .formatted(TestData.file("complete_journey/demographics.csv"))));
  }

  @Test
  void frequencyScoresAreThoseOfTheRawFile() {
    assertThat(api.tagCounts("rfm_frequency"))
        .isEqualTo(
            lines.counts(
                """
                select cast(1 + floor(5 * (r - 1) / n) as integer)::varchar, count(*) from (
                  select rank() over (order by baskets) as r, count(*) over () as n
                  from (select household, count(distinct basket) as baskets from line group by household)) group by 1
                """));
  }
}
