package io.quanyu.demo.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.LaterOrders.Bought;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterOrdersTests {

  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.of(500, 3, LocalDate.of(2026, 11, 1));
  private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");

  @TempDir Path folder;

  private final LaterOrders orders = new LaterOrders(SETTINGS);
  private final People people = new People(SETTINGS);

  @Test
  void eachChannelGetsAFileInItsOwnColumnsAndTheOrderOfTime() throws IOException {
    List<ExportFile> first = new BrandGenerator(SETTINGS).write(folder, 1, _ -> {}).files();
    List<Bought> bought = new ArrayList<>();
    Set<String> channels = new HashSet<>();
    for (int number = 0; number < 60; number++) {
      Account account = people.person(number).accounts().getLast();
      channels.add(account.channel().code());
      bought.add(
          new Bought(
              "%016x".formatted(-number * 7_919L),
              "p" + number,
              account.channel().code(),
              account.key(),
              NOON.minusSeconds(number),
              orders.skus(3).get(number % 3),
              1,
              19_900));
    }

    List<ExportFile> later = orders.write(folder, "later", bought);

    assertThat(later).extracting(ExportFile::channel).containsExactlyInAnyOrderElementsOf(channels);
    int lines = 0;
    for (ExportFile file : later) {
      Map<String, String> like =
          ExportReader.rows(
                  first.stream()
                      .filter(it -> it.kind().equals("orders"))
                      .filter(it -> it.channel().equals(file.channel()))
                      .findFirst()
                      .orElseThrow()
                      .path())
              .getFirst();
      List<Map<String, String>> rows = ExportReader.rows(file.path());
      assertThat(rows).allSatisfy(row -> assertThat(row.keySet()).isEqualTo(like.keySet()));
      lines += rows.size();
    }
    assertThat(lines).isEqualTo(bought.size());
  }

  @Test
  void aShopOrderSaysWhoWhenAndWhat() throws IOException {
    int shopper = 0;
    while (people.person(shopper).accounts().getLast().channel() != Channel.POS) {
      shopper++;
    }
    String card = people.person(shopper).accounts().getLast().key();
    String sku = orders.skus(1).getFirst();
    Bought bought =
        new Bought("00000000000000ff", "p" + shopper, "pos", card, NOON, sku, 2, 12_345);

    Map<String, String> row =
        ExportReader.rows(orders.write(folder, "later", List.of(bought)).getFirst().path())
            .getFirst();

    assertThat(row)
        .containsEntry("小票号", "7000000000000000255")
        .containsEntry("会员卡号", card)
        .containsEntry("货号", sku)
        .containsEntry("数量", "2")
        .containsEntry("成交单价", "123.45")
        .containsEntry("销售时间", "2026-11-02 12:00:00");
    assertThat(row.get("门店编码")).matches("LC\\d{3}");
    assertThat(row.get("导购工号")).startsWith(String.valueOf(row.get("门店编码")));
  }

  @Test
  void aProductOrPersonThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> orders.write(folder, "later", List.of(bought("p1", "NONE"))))
        .hasMessageContaining("NONE");
    assertThatThrownBy(
            () -> orders.write(folder, "later", List.of(bought("x", orders.skus(1).getFirst()))))
        .hasMessageContaining("x");
  }

  private static Bought bought(String person, String sku) {
    return new Bought("01", person, "tmall", "a", NOON, sku, 1, 100);
  }
}
