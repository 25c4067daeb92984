package io.quanyu.reach.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.CollectedPerson;
import io.quanyu.know.collect.CollectedRecords;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.ResolvedAccount;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.broadcast.internal.AdvancingBroadcasts;
import io.quanyu.reach.message.ContactLimits;
import io.quanyu.reach.wecom.ConnectedWecom;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A broadcast to customers of whom a later import says that some are one: what one of them got and
 * did is what she got and did who is left.
 */
@ServerTest
class MergedCustomersIT {

  private static final String PAPER = "paper";

  /** With a letter box; enough that both groups have some. */
  private static final int REACHABLE = 60;

  private static final long SPENT_MINOR = 1_990;

  @TestConfiguration(proxyBeanMethods = false)
  static class PeopleAndPaper {
    @Bean
    @Primary
    SessionSource namedInTheToken() {
      return token -> Optional.of(Caller.ofBrand(token, token, false, Set.copyOf(Permission.ALL)));
    }

    @Bean
    TestChannel paper(Clock clock) {
      return TestChannel.ofTheBrand(PAPER, 10, clock);
    }
  }

  private final Environment environment;
  private final JdbcClient jdbc;
  private final AdvancingBroadcasts advancing;
  private final CollectedRecords collected;
  private final KnownCustomers customers;
  private final Purchases purchases;
  private final TransactionTemplate transactions;
  private final TestChannel paper;
  private final ContactLimits limits;
  private final Clock clock;

  MergedCustomersIT(
      Environment environment,
      JdbcClient jdbc,
      AdvancingBroadcasts advancing,
      @Qualifier("runningBroadcasts") SmartLifecycle running,
      CollectedRecords collected,
      KnownCustomers customers,
      Purchases purchases,
      TransactionTemplate transactions,
      TestChannel paper,
      ContactLimits limits,
      Clock clock) {
    this.environment = environment;
    this.jdbc = jdbc;
    this.advancing = advancing;
    this.collected = collected;
    this.customers = customers;
    this.purchases = purchases;
    this.transactions = transactions;
    this.paper = paper;
    this.limits = limits;
    this.clock = clock;
    running.stop(); // steps are done when a test says so
  }

  @Test
  void whatACustomerGotAndDidIsHersWhoIsLeftOfAMerge() {
    // Person 0 is the oldest and cannot be reached.
    collect(IntStream.rangeClosed(0, REACHABLE).mapToObj(MergedCustomersIT::person).toList());
    int oldest = numberOf(0);
    var lit = new RoaringBitmap();
    IntStream.rangeClosed(1, REACHABLE).forEach(i -> lit.add(numberOf(i)));
    paper.setSenders(Map.of("", lit));
    jdbc.sql("update reach_message.contact_policy set caps = '[{\"messagesMax\":1,\"days\":7}]'")
        .update();
    var id = launched();
    List<Integer> chosen = new ArrayList<>();
    List<Integer> control = new ArrayList<>();
    for (int i = 1; i <= REACHABLE; i++) {
      (wasChosen(id, idOf(numberOf(i))) ? chosen : control).add(i);
    }
    int single = numberOf(first(chosen, 1));
    var singleId = idOf(single);
    buy(single);
    int treated = first(chosen, 0);
    int untreated = first(control, 1);

    collect(List.of(same("m1", 0, first(chosen, 1)), same("m2", treated, untreated)));

    assertThat(customers.find(singleId).orElseThrow().customerNo()).isEqualTo(oldest);
    assertThat(numberOf(untreated)).isEqualTo(numberOf(treated));
    var capped =
        Objects.requireNonNull(
                limits
                    .find(Set.of(PAPER), MessagePurpose.MARKETING, false, clock.instant())
                    .get(PAPER))
            .capped();
    assertThat(capped.contains(oldest)).as("she got her message under another number").isTrue();
    assertThat(capped.contains(numberOf(treated))).isTrue();
    assertThat(capped.contains(single)).as("nobody's number any more").isFalse();
    assertThat(capped.getCardinality()).isEqualTo(chosen.size());

    for (var person : List.of(singleId, idOf(oldest))) {
      assertThat(wasChosen(id, person)).isTrue();
      assertThat(trace(id, person).path("messages").size()).isEqualTo(1);
      var told = get("/api/messages?customerId=" + person).path("items");
      assertThat(told.size()).isEqualTo(1);
      assertThat(told.at("/0/customer/customerNo").asInt()).isEqualTo(oldest);
      assertThat(told.at("/0/customer/id").asString()).isEqualTo(idOf(oldest).toString());
    }
    assertThat(get("/api/messages?limit=200&broadcastId=" + id).path("items").valueStream())
        .as("everybody in the log is a customer")
        .hasSize(chosen.size())
        .allMatch(message -> message.at("/customer").has("id"));

    var effect = get("/api/broadcasts/" + id + "/effect");
    assertThat(effect.path("merged").asInt()).isEqualTo(1);
    assertThat(effect.at("/treated/customers").asInt()).isEqualTo(chosen.size() - 1);
    assertThat(effect.at("/control/customers").asInt()).isEqualTo(control.size() - 1);
    assertThat(effect.at("/treated/buyers").asInt()).isEqualTo(1);
    assertThat(effect.at("/treated/revenueMinor").asLong()).isEqualTo(SPENT_MINOR);
  }

  /** Even ones have a unionid and odd ones a WeCom id, so that one of each may be one person. */
  private static CollectedPerson person(int i) {
    boolean isEven = i % 2 == 0;
    return new CollectedPerson(
        "c" + i,
        isEven ? null : "wm" + i,
        isEven ? "union-" + i : null,
        null,
        null,
        Instant.EPOCH.plusSeconds(i));
  }

  /** A record that says that two persons are one. */
  private CollectedPerson same(String account, int even, int odd) {
    return new CollectedPerson(account, "wm" + odd, "union-" + even, null, null, clock.instant());
  }

  private static int first(List<Integer> persons, int remainder) {
    return persons.stream().filter(i -> i % 2 == remainder).findFirst().orElseThrow();
  }

  private void collect(List<CollectedPerson> persons) {
    var id = collected.handOver("persons.jsonl", "crm", clock.instant(), persons, false);
    ConnectedWecom.until(() -> collected.outcome(id) == CollectedRecords.Outcome.COMPLETED);
  }

  private int numberOf(int person) {
    var holders =
        person % 2 == 0
            ? customers.findHolders(IdentifierKind.UNIONID, "union-" + person)
            : customers.findHolders(IdentifierKind.EXTERNAL_USERID, "wm" + person);
    return holders.getFirst();
  }

  private UUID idOf(int customerNo) {
    return customers.find(List.of(customerNo)).getFirst().customerId();
  }

  private void buy(int customerNo) {
    int account =
        jdbc.sql("select account_no from know_identity.account where customer_no = ?")
            .param(customerNo)
            .query(Integer.class)
            .single();
    transactions.executeWithoutResult(_ ->
        purchases.record(
            List.of(),
            List.of(
                new OrderLineFact(
                    new LineKey(new UUID(3, 3), 1),
                    "crm",
                    "ORDER-7",
                    OrderKind.SALE,
                    clock.instant(),
                    new ResolvedAccount(account, customerNo),
                    null,
                    Currency.getInstance("CNY"),
                    "SKU-1",
                    "跑鞋",
                    ItemKind.PRODUCT,
                    BigDecimal.ONE,
                    new BigDecimal("19.90"),
                    SPENT_MINOR))));
  }

  private String launched() {
    var segment =
        created(
            "/api/segments",
            """
            {"name":"No buyers","condition":{"type":"not","condition":
              {"type":"metric","metric":"orders","operator":"at_least","min":1}}}
            """);
    var template =
        created(
            "/api/message-templates",
            """
            {"name":"Hello","purpose":"marketing","fallbacks":{},
             "contents":{"paper":{"text":"Hello"}}}
            """);
    var id =
        created(
            "/api/broadcasts",
            """
            {"name":"Autumn","segmentId":"%s","templateId":"%s","channels":["paper"],
             "controlBp":5000,"spreadMinutes":0,"effectDays":14,"currency":"CNY"}
            """
                .formatted(segment, template));
    as("anna", "POST", "/api/broadcasts/" + id + "/submit", null);
    as("carl", "POST", "/api/broadcasts/" + id + "/approve", "{}");
    while (advancing.advance()) {
      // until no broadcast is due
    }
    return id;
  }

  private boolean wasChosen(String broadcast, UUID customer) {
    return trace(broadcast, customer)
        .path("steps")
        .valueStream()
        .anyMatch(step ->
            step.path("step").asString().equals("group") && step.path("passed").asBoolean());
  }

  private JsonNode trace(String broadcast, UUID customer) {
    return get("/api/broadcasts/" + broadcast + "/trace?customerId=" + customer);
  }

  private String created(String path, String body) {
    var answer = as("anna", "POST", path, body);
    assertThat(answer.status()).as(() -> String.valueOf(answer.response().body())).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private JsonNode get(String path) {
    var answer = as("anna", "GET", path, null);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.json();
  }

  private Answer as(String person, String method, String path, @Nullable String body) {
    return ServerClient.as(environment, person, method, path, body, Map.of());
  }
}
