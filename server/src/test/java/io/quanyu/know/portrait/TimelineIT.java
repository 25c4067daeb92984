package io.quanyu.know.portrait;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.history.BehaviourEvent;
import io.quanyu.know.history.History;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.eventlog.Batch;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders, behaviour and accounts in one timeline, many of them at the same moment. */
@ServerTest
class TimelineIT {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

  /** One of the two begins with a set sign bit: the order of sources is that of their text. */
  private static final List<UUID> SOURCES =
      List.of(new UUID(0x7000_0000_0000_0000L, 1), new UUID(0xF000_0000_0000_0000L, 2));

  private final Identities identities;
  private final Purchases purchases;
  private final EventLog eventLog;
  private final History history;
  private final TransactionTemplate transactions;
  private final Environment environment;

  TimelineIT(
      Identities identities,
      Purchases purchases,
      EventLog eventLog,
      History history,
      PlatformTransactionManager transactions,
      Environment environment) {
    this.identities = identities;
    this.purchases = purchases;
    this.eventLog = eventLog;
    this.history = history;
    this.transactions = new TransactionTemplate(transactions);
    this.environment = environment;
  }

  @Test
  void pagesNeitherOverlapNorLeaveGaps() throws InterruptedException {
    transactions.executeWithoutResult(_ -> record());
    assertThat(history.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
    var client = ServerClient.commandLine(environment);
    var id =
        client.get("/api/customers?query=VIP-1").json().get("items").get(0).get("id").asString();
    var timeline = "/api/customers/" + id + "/timeline?limit=";

    var whole = client.get(timeline + 200).json();
    assertThat(whole.get("nextCursor").isNull()).isTrue();
    var expected = new ArrayList<String>();
    whole.get("items").forEach(entry -> expected.add(entry.toString()));
    // The account, three orders and sixteen events.
    assertThat(expected).hasSize(20).doesNotHaveDuplicates();
    assertThat(expected.stream().filter(entry -> entry.contains("\"type\":\"event\""))).hasSize(16);
    assertThat(expected.getLast()).contains("\"type\":\"account\"", "first-account");
    assertThat(expected.getFirst()).contains("\"page\":\"home\"");

    for (var limit : List.of(1, 3, 7)) {
      var paged = new ArrayList<String>();
      var cursor = "";
      do {
        var page = client.get(timeline + limit + cursor).json();
        page.get("items").forEach(entry -> paged.add(entry.toString()));
        cursor =
            page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
      } while (!cursor.isEmpty());
      assertThat(paged).as("pages of " + limit).isEqualTo(expected);
    }
  }

  private void record() {
    var resolved =
        identities.resolve(
            List.of(
                new IdentityClaim(
                    "app", "u1", List.of(memberNo("club", "VIP-1")), null, null, null, AT)));
    var account = resolved.accounts().getFirst();
    purchases.record(
        resolved.moves(),
        IntStream.range(0, 3)
            .mapToObj(i ->
                new OrderLineFact(
                    new LineKey(SOURCES.getFirst(), i + 1),
                    "app",
                    "ORDER-" + i,
                    OrderKind.SALE,
                    AT.plusSeconds(60L * i),
                    account,
                    null,
                    Currency.getInstance("CNY"),
                    "SKU-1",
                    "跑鞋",
                    ItemKind.PRODUCT,
                    BigDecimal.ONE,
                    new BigDecimal("19.90"),
                    1990))
            .toList());
    var events =
        IntStream.range(0, 16)
            .mapToObj(i ->
                new BehaviourEvent(
                    SOURCES.get(i % 2),
                    100 + i,
                    account.accountNo(),
                    account.customerNo(),
                    "app",
                    "page_view",
                    AT.plusSeconds(60L * (i / 4)),
                    Map.of("page", "home", "no", String.valueOf(i))))
            .toList();
    var batch = new ResolvedBatch(List.of(), List.of(), events);
    eventLog.append(ResolvedBatch.STREAM, List.of(new Batch(batch.toBytes(), batch.recordCount())));
  }
}
