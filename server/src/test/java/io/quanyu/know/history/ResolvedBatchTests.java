package io.quanyu.know.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResolvedBatchTests {

  @Test
  void readsBackWhatItWrote() {
    var source = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    var at = Instant.parse("2024-03-01T00:26:00.123Z");
    var batch =
        new ResolvedBatch(
            List.of(new MovedAccount(7, 3)),
            List.of(
                line(source, 2, 7, 3, at, "S1", new BigDecimal("-1.50")),
                line(source, 3, null, null, at, null, new BigDecimal("2E+3"))),
            List.of(
                new BehaviourEvent(
                    source, 4, 7, 3, "tmall", "page_view", at, Map.of("sku", "A-1"))));

    assertThat(ResolvedBatch.fromBytes(batch.toBytes())).isEqualTo(batch);
    assertThat(batch.recordCount()).isEqualTo(4);
  }

  private static ResolvedOrderLine line(
      UUID source,
      long lineNo,
      @org.jspecify.annotations.Nullable Integer accountNo,
      @org.jspecify.annotations.Nullable Integer customerNo,
      Instant at,
      @org.jspecify.annotations.Nullable String store,
      BigDecimal quantity) {
    return new ResolvedOrderLine(
        source,
        lineNo,
        accountNo,
        customerNo,
        "tmall",
        "T1",
        OrderKind.SALE,
        at,
        store,
        "CNY",
        "A-1",
        ItemKind.PRODUCT,
        quantity,
        12345);
  }
}
