package io.quanyu.know.collect.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerTest;
import io.quanyu.testing.TestData;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Real files through the real server, compared with what is known of them. */
@ServerTest
@TestPropertySource(properties = "quanyu.collect.upload-max=100MB")
class RealFilesImportIT {
  private final CommandLine commandLine;
  private final DSLContext db;

  RealFilesImportIT(Environment environment, DataDirectory data, DSLContext db) {
    this.commandLine = new CommandLine(environment, data);
    this.db = db;
  }

  @Test
  void everyLineOfTheUkShopIsAccountedFor() {
    var file = TestData.file("online_retail/transactions_2010-12_2011-08.csv.gz").toString();

    var result =
        commandLine.imports(
            "orders", file, "--currency", "GBP", "--zone", "Europe/London", "--channel", "web");

    assertThat(result.path("rows").asLong()).isEqualTo(320_705);
    assertThat(result.path("accepted").asLong() + result.path("quarantined").asLong())
        .isEqualTo(320_705);
    assertThat(result.path("quarantined").asLong()).isZero();
    assertThat(result.path("orders").asLong()).isEqualTo(16_459);
    assertThat(result.path("customers").asLong()).isEqualTo(3_360);
    assertThat(result.path("netRevenue").path("GBP").asString()).isEqualTo("5761931.38");
    assertThat(result.path("documents").path("adjustment").asLong()).isEqualTo(3);
    assertThat(lines("count(*)", "true")).isEqualTo(320_705);
    assertThat(lines("count(distinct p.order_no)", "true")).isEqualTo(16_459);
    assertThat(lines("sum(l.total_minor)", "true")).isEqualTo(576_193_138);
    assertThat(lines("count(*)", "p.order_no like 'C%'")).isEqualTo(5_847);
    assertThat(lines("count(*)", "p.order_no like 'A%'")).isEqualTo(3);

    var again =
        commandLine.imports(
            "orders", file, "--currency", "GBP", "--zone", "Europe/London", "--channel", "web");

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
    var words = new java.util.ArrayList<String>();
    words.add(kind);
    words.add(TestData.file("complete_journey/" + file).toString());
    words.add("--channel");
    words.add("grocer");
    words.addAll(java.util.List.of(more));
    return commandLine.imports(words.toArray(String[]::new));
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
