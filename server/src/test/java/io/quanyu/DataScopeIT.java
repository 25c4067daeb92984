package io.quanyu;

import static io.quanyu.know.identity.ClaimedIdentifier.memberNo;
import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.UnitDraft;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.brand.store.Store;
import io.quanyu.brand.store.Stores;
import io.quanyu.core.access.DataScope;
import io.quanyu.core.identity.Gender;
import io.quanyu.know.collect.spi.CustomersTouched;
import io.quanyu.know.consent.Consents;
import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Evidence;
import io.quanyu.know.consent.NewDecision;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.CustomerOwners;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.know.segment.internal.EvaluatingSegments;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.scope.CodeBlindness;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.testing.NamedCallers;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two dealers in one brand. Whatever one of them asks is answered as if the other did not exist:
 * every question is put before and after the other's customers and orders came, and the answers are
 * the same.
 */
@ServerTest
@Import(NamedCallers.class)
@TestPropertySource(properties = "quanyu.web.expensive-at-once=1000")
class DataScopeIT {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final String WOMEN =
      "{\"type\":\"tag\",\"tag\":\"gender\",\"values\":[\"female\"]}";
  private static final String BUYERS =
      "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"at_least\",\"min\":1}";
  private static final String GOLD =
      "{\"type\":\"attribute\",\"attribute\":\"level\",\"operator\":\"is\",\"values\":[\"gold\"]}";

  private static final String AGREES =
      "{\"purpose\":\"marketing\",\"granted\":true,\"source\":\"shop\",\"place\":\"A1\"}";

  private static final String EXPORT =
      """
      {"source":{},"columns":["customer_id","name","phone"],"isClear":false,"purpose":"a letter"}
      """;

  private final Organisation organisation;
  private final Stores stores;
  private final Identities identities;
  private final Profiles profiles;
  private final Purchases purchases;
  private final Metrics metrics;
  private final CustomersTouched binding;
  private final CustomerOwners owners;
  private final Consents consents;
  private final Tags tags;
  private final EvaluatingSegments evaluating;
  private final VisibleCustomers visible;
  private final TransactionTemplate transactions;
  private final JdbcClient jdbc;
  private final Environment environment;
  private final Clock clock;
  private final Map<String, UUID> units = new HashMap<>();
  private int line;

  DataScopeIT(
      Organisation organisation,
      Stores stores,
      Identities identities,
      Profiles profiles,
      Purchases purchases,
      Metrics metrics,
      CustomersTouched binding,
      CustomerOwners owners,
      Consents consents,
      Tags tags,
      EvaluatingSegments evaluating,
      VisibleCustomers visible,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      Environment environment,
      Clock clock) {
    this.organisation = organisation;
    this.stores = stores;
    this.identities = identities;
    this.profiles = profiles;
    this.purchases = purchases;
    this.metrics = metrics;
    this.binding = binding;
    this.owners = owners;
    this.consents = consents;
    this.tags = tags;
    this.evaluating = evaluating;
    this.visible = visible;
    this.transactions = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.environment = environment;
    this.clock = clock;
  }

  @BeforeEach
  void twoDealersWithStoresAndNoCustomers() {
    jdbc.sql(
            """
            truncate know_identity.customer, know_identity.account, know_identity.account_identifier,
              know_identity.change, know_profile.profile, know_profile.account_profile,
              know_profile.customer_key, know_purchase.purchase, know_purchase.purchase_line,
              know_metric.customer_metric, know_consent.decision, know_consent.decision_account,
              know_consent.state, know_export.export
            """)
        .update();
    var root = organisation.summary().root().id();
    for (var dealer : List.of("a", "b")) {
      var unit = unit(UnitKind.DEALER, "dealer " + dealer, root);
      units.put(dealer, unit);
      for (int i = 1; i <= 2; i++) {
        var code = dealer.toUpperCase(Locale.ROOT) + i;
        units.put(code, store(code, unit));
      }
      NamedCallers.CALLERS.put(dealer, caller(dealer, scopeOf(unit)));
    }
    NamedCallers.CALLERS.put("brand", caller("brand", DataScope.BRAND));
    NamedCallers.CALLERS.put("guide", caller("guide", DataScope.ofGuide(77)));
    NamedCallers.CALLERS.put("nobody", caller("nobody", DataScope.NOTHING));
    compute();
  }

  /** A store of the dealer; the test before may have left one of the code with another. */
  private UUID store(String code, UUID dealer) {
    var unitNo = organisation.unitNumbersOfStores(List.of(code)).get(code);
    if (unitNo == null) {
      transactions.executeWithoutResult(_ ->
          stores.upsert(List.of(new Store(code, "store " + code, null, null, null, null, null))));
    }
    var id =
        jdbc.sql(
                """
                select u.unit_id from brand_organisation.unit u
                join brand_organisation.unit_code c using (unit_no)
                where c.system = 'orders' and c.code = ?
                """)
            .param(code)
            .query(UUID.class)
            .single();
    organisation.move(id, organisation.get(id).version(), dealer, null);
    return id;
  }

  @AfterEach
  void codeSeesAgain() {
    CodeBlindness.set(false);
  }

  @Test
  void oneDealerLearnsNothingOfTheOther() {
    sell("a", "A1", 0, 4, "gold", true);
    sell("a", "A2", 4, 2, "silver", false);
    compute();
    var before = answers("a");
    var own = get("a", "/api/customers");
    assertThat(own.get("items")).hasSize(6);
    assertThat(own.get("total").asInt()).isEqualTo(6);

    sell("b", "B1", 10, 5, "platinum", true);
    sell("b", "B2", 15, 3, "gold", true);
    sell("online", null, 20, 3, "gold", true);
    compute();
    var others = idsOfAll();
    others.removeAll(idsIn(own));
    assertThat(others).hasSize(11);

    answers("a")
        .forEach(
            (question, answer) -> assertThat(answer).as(question).isEqualTo(before.get(question)));
    others.forEach(other -> assertThatNothingIsSaidOf("a", other));
    assertThat(searched("a", "13800000010", "VIP-10", "ORDER-b-10-B1", "7", "13800000020"))
        .isEqualTo(searched("a", "13900009999", "VIP-99", "ORDER-none", "70000", "13900009998"));
    assertThat(get("brand", "/api/customers").get("total").asInt()).isEqualTo(17);
    assertThat(get("b", "/api/customers").get("total").asInt()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tablesAloneHoldBackWhatIsNotInTheScope(boolean isCodeBlind) {
    sell("a", "A1", 0, 4, "gold", true);
    sell("b", "B1", 10, 5, "platinum", true);
    sell("online", null, 20, 3, "gold", true);
    compute();
    var others = idsOfAll();
    CodeBlindness.set(isCodeBlind);
    visible.forget();

    var own = idsIn(get("a", "/api/customers"));
    assertThat(own).hasSize(4);
    assertThat(idsIn(get("a", "/api/customers?sort=last_order"))).hasSize(4);
    others.removeAll(own);
    assertThat(others).hasSize(8);
    others.forEach(other -> assertThatNothingIsSaidOf("a", other));
    for (var query : List.of("13800000010", "VIP-10", "ORDER-b-10-B1", "13800000020")) {
      assertThat(get("a", "/api/customers?query=" + query).get("items")).as(query).isEmpty();
    }
    assertThat(lookUp("a", List.of("b-10", "online-20", "a-0")))
        .isEqualTo("[null,null," + numberOf("a-0") + "]");
    var overview = get("a", "/api/overview?currency=CNY");
    assertThat(overview.get("orders").asInt()).isEqualTo(4);
    assertThat(overview.get("customers").asInt()).isEqualTo(4);
    assertThat(overview.get("netRevenue").get("minorUnits").asInt()).isEqualTo(4 * 1990);
    assertThat(overview.get("topStores")).hasSize(1);
    assertThat(get("a", "/api/segments").get("items")).isEmpty();
  }

  @Test
  void aPartIsListedByItsLatestOrdersPageByPage() {
    sell("a", "A1", 0, 5, "gold", true);
    sell("b", "B1", 10, 5, "gold", true);
    compute();

    var all = get("a", "/api/customers?sort=last_order").get("items").valueStream().toList();
    assertThat(all).hasSize(5);
    assertThat(all)
        .isSortedAccordingTo(
            Comparator.<JsonNode, String>comparing(item -> item.get("lastOrderAt").asString())
                .thenComparingInt(item -> item.get("customerNo").asInt())
                .reversed());
    List<JsonNode> paged = new ArrayList<>();
    var cursor = "";
    do {
      var page = get("a", "/api/customers?sort=last_order&limit=2" + cursor);
      page.get("items").forEach(paged::add);
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void anOrderIsTheStoresThatSoldIt() {
    sell("a", "A1", 0, 1, "gold", true);
    // The same customer in the other dealer's store, and online.
    sell("a", "B1", 0, 1, "gold", true);
    sell("a", null, 0, 1, "gold", true);
    compute();
    var id = idsIn(get("a", "/api/customers")).iterator().next();

    assertThat(ordersIn(get("a", "/api/customers/" + id + "/timeline")))
        .containsExactlyInAnyOrder("ORDER-a-0-A1", "ORDER-a-0-online");
    assertThat(get("b", "/api/overview?currency=CNY").get("orders").asInt()).isEqualTo(1);
    assertThat(get("b", "/api/customers").get("items")).isEmpty();
    assertThat(ordersIn(get("brand", "/api/customers/" + id + "/timeline")))
        .containsExactlyInAnyOrder("ORDER-a-0-A1", "ORDER-a-0-B1", "ORDER-a-0-online");
  }

  @Test
  void aGuideSeesHerOwnCustomers() {
    sell("a", "A1", 0, 3, "gold", true);
    compute();
    assertThat(get("guide", "/api/customers").get("items")).isEmpty();

    int hers = numberOf("a-1");
    owners.assignGuides(Map.of(hers, 77));
    visible.forget();

    var seen = get("guide", "/api/customers");
    assertThat(seen.get("total").asInt()).isEqualTo(1);
    assertThat(seen.get("items").get(0).get("customerNo").asInt()).isEqualTo(hers);
    var id = seen.get("items").get(0).get("id").asString();
    assertThat(ordersIn(get("guide", "/api/customers/" + id + "/timeline")))
        .containsExactly("ORDER-a-1-A1");
    assertThat(get("guide", "/api/overview?currency=CNY").get("orders").asInt()).isEqualTo(1);
  }

  @Test
  void whoHasNoScopeSeesNothingAndAMoveOfAStoreCountsAtOnce() {
    sell("a", "A1", 0, 2, "gold", true);
    sell("a", "A2", 2, 1, "gold", true);
    compute();
    assertThat(get("nobody", "/api/customers").get("total").asInt()).isZero();
    assertThat(get("nobody", "/api/overview?currency=CNY").get("orders").asInt()).isZero();

    var store = organisation.get(Objects.requireNonNull(units.get("A2")));
    organisation.move(store.id(), store.version(), Objects.requireNonNull(units.get("b")), null);
    NamedCallers.CALLERS.put("a", caller("a", scopeOf(Objects.requireNonNull(units.get("a")))));
    NamedCallers.CALLERS.put("b", caller("b", scopeOf(Objects.requireNonNull(units.get("b")))));

    assertThat(get("a", "/api/customers").get("total").asInt()).isEqualTo(2);
    assertThat(get("b", "/api/customers").get("total").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messagesAreThoseToOwnCustomers(boolean isCodeBlind) {
    sell("a", "A1", 0, 2, "gold", true);
    sell("b", "B1", 10, 3, "gold", true);
    compute();
    tellEverybody();
    var others = idsIn(get("b", "/api/customers"));
    CodeBlindness.set(isCodeBlind);
    visible.forget();

    assertThat(toldBy("brand", "")).hasSize(5);
    assertThat(toldBy("a", "")).containsExactlyInAnyOrder(numberOf("a-0"), numberOf("a-1"));
    assertThat(toldBy("a", "?limit=1")).hasSize(1);
    assertThat(toldBy("b", "?channel=sms&state=sent")).hasSize(3);
    assertThat(toldBy("nobody", "")).isEmpty();
    others.forEach(other -> assertThat(toldBy("a", "?customerId=" + other)).isEmpty());
    assertThat(toldBy("b", "?customerId=" + others.iterator().next())).hasSize(1);
  }

  /** One call of a broadcast with a message to every customer. */
  private void tellEverybody() {
    jdbc.sql(
            """
            truncate reach_message.message, reach_message.dispatch, reach_message.content,
              reach_message.source cascade
            """)
        .update();
    jdbc.sql(
            """
            with source as (
              insert into reach_message.source (kind, id) values ('broadcast', gen_random_uuid())
              returning source_no),
            content as (
              insert into reach_message.content (content_no, source_no, text)
              select 1, source_no, 'hello' from source returning content_no, source_no),
            dispatch as (
              insert into reach_message.dispatch (
                dispatch_no, source_no, channel, content_no, mark, state, not_before, vendor_id,
                purpose, messages)
              select 1, source_no, 'sms', content_no, 'mark', 'ACCEPTED', now(), 'v', 'MARKETING', 5
              from content returning source_no)
            insert into reach_message.message (source_no, customer_no, dispatch_no)
            select source_no, customer_no, 1 from dispatch, know_identity.customer
            """)
        .update();
  }

  /** Numbers of the customers to whom the listed messages went. */
  private List<Integer> toldBy(String caller, String query) {
    List<Integer> numbers = new ArrayList<>();
    get(caller, "/api/messages" + query)
        .get("items")
        .forEach(message -> numbers.add(message.at("/customer/customerNo").asInt()));
    return numbers;
  }

  @Test
  void anAnswerThatManyShareIsComputedOverEverybody() {
    sell("a", "A1", 0, 2, "gold", true);
    sell("b", "B1", 10, 3, "gold", true);
    compute();
    // Dealer a asks first; the brand's answer must not be hers.
    assertThat(preview("a", GOLD).get("size").asInt()).isEqualTo(2);
    assertThat(preview("brand", GOLD).get("size").asInt()).isEqualTo(5);
    assertThat(preview("b", BUYERS).get("size").asInt()).isEqualTo(3);
    assertThat(preview("brand", BUYERS).get("size").asInt()).isEqualTo(5);
    assertThat(preview("b", "{\"type\":\"not\",\"condition\":" + GOLD + "}").get("size").asInt())
        .isZero();
  }

  @Test
  void aMergedCustomerStaysWithHerOwner() {
    sell("a", "A1", 0, 1, "gold", true);
    compute();
    var id = idsIn(get("a", "/api/customers")).iterator().next();
    // Two accounts of hers in one: the older customer without store takes over, or she does.
    transactions.executeWithoutResult(_ -> {
      var resolved =
          identities.resolve(
              List.of(
                  claim("app", "app-0", List.of(memberNo("club", "VIP-0")), 0),
                  claim("mini", "mini-0", List.of(memberNo("club", "VIP-0")), 0)));
      var touched = new RoaringBitmap();
      resolved.moves().forEach(move -> touched.add(move.toCustomerNo()));
      binding.touched(touched);
    });
    visible.forget();

    assertThat(get("a", "/api/customers/" + id).get("accounts")).hasSize(3);
    assertThat(send("b", "/api/customers/" + id).status()).isEqualTo(404);
  }

  /** Neither list, id, count nor file of one dealer tells of the other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exportsHoldOwnCustomersAndAreSeenByWhoSeesThem(boolean isCodeBlind) {
    sell("a", "A1", 0, 3, "gold", true);
    sell("b", "B1", 10, 4, "platinum", true);
    sell("online", null, 20, 2, "gold", true);
    compute();
    var own = idsIn(get("a", "/api/customers"));
    CodeBlindness.set(isCodeBlind);
    visible.forget();

    // Counts are of sets, which the tables do not reach: they are the code's alone to cut.
    if (!isCodeBlind) {
      var estimate = send("a", "/api/exports/estimate", EXPORT);
      assertThat(estimate.json().get("rows").asInt()).isEqualTo(3);
    }
    var asked = send("a", "/api/exports", EXPORT);
    assertThat(asked.status()).as(asked.response().body()).isEqualTo(201);
    var id = asked.json().get("id").asString();
    var file = awaitFile("a", id);

    assertThat(file.lines().skip(1).map(line -> line.split(",")[0]))
        .containsExactlyInAnyOrderElementsOf(own);
    assertThat(file).contains("王**").doesNotContain("王小");
    assertThat(get("a", "/api/exports").get("items")).hasSize(1);
    assertThat(get("b", "/api/exports").get("items")).isEmpty();
    assertThat(get("brand", "/api/exports").get("items")).isEmpty();
    for (var path : List.of("/api/exports/%s", "/api/exports/%s/file")) {
      var unknown = UUID.randomUUID().toString();
      assertThat(refusal(send("b", path.formatted(id)), id))
          .isEqualTo(refusal(send("b", path.formatted(unknown)), unknown));
    }
    assertThat(send("b", "/api/exports/%s/cancel".formatted(id), "").status()).isEqualTo(404);
    assertThat(send("nobody", "/api/exports", EXPORT).status()).isNotEqualTo(201);
    // Even under her own name she has it no more when a store of hers is gone.
    NamedCallers.CALLERS.put("a", caller("a", scopeOf(Objects.requireNonNull(units.get("A2")))));
    assertThat(send("a", "/api/exports/%s/file".formatted(id)).status()).isEqualTo(404);
  }

  private String awaitFile(String caller, String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> send(caller, "/api/exports/%s/file".formatted(id)),
            answer -> answer.status() == 200)
        .response()
        .body();
  }

  @Test
  void theTrailTellsAPartOfTheDataNobodysName() {
    var readable =
        jdbc.sql(
                """
                select c.relname || '.' || a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'brand_audit'::regnamespace and a.attnum > 0
                  and has_column_privilege('quanyu_scoped', c.oid, a.attnum, 'select')
                """)
            .query(String.class)
            .list();

    assertThat(readable)
        .containsExactlyInAnyOrder(
            "entry.actor",
            "entry.action",
            "entry.kind",
            "entry.outcome",
            "entry.occurred_at",
            "alarm.actor",
            "alarm.action",
            "alarm.rule",
            "alarm.raised_at");
  }

  @Test
  void everyTableIsBehindAPolicyOrHoldsNothingOfCustomersOrIsClosed() {
    var open =
        jdbc.sql(
                """
                select n.nspname || '.' || c.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
                  and not (c.relrowsecurity and c.relforcerowsecurity)
                  and (has_any_column_privilege('quanyu_scoped', c.oid, 'select, insert, update')
                    or has_table_privilege('quanyu_scoped', c.oid, 'select, insert, update, delete, truncate'))
                order by 1
                """)
            .query(String.class)
            .list();

    // What all who work for the brand may know. Add a table only if it says nothing of a customer.
    assertThat(open)
        .containsExactly(
            // Who did what, which counts against limits; the columns that say to whom are closed.
            "brand_audit.alarm",
            "brand_audit.entry",
            "brand_organisation.store_code",
            "brand_organisation.store_in_scope",
            "brand_product.sku",
            "know_consent.purpose",
            "know_consent.purpose_text",
            "know_identity.namespace",
            "know_segment.segment",
            "platform_eventlog.consumer",
            "platform_eventlog.stream",
            // Of whole calls: what was said and what became of it, to nobody in particular.
            "reach_message.content",
            "reach_message.dispatch",
            "reach_message.source");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDealerRecordsWhatTheOwnCustomersDecideAndNobodyElses(boolean isCodeBlind) {
    sell("a", "A1", 0, 2, "gold", true);
    sell("b", "B1", 10, 2, "gold", true);
    compute();
    CodeBlindness.set(isCodeBlind);
    visible.forget();
    var own = List.copyOf(idsIn(get("a", "/api/customers")));
    var others = List.copyOf(idsIn(get("b", "/api/customers")));
    assertThat(own).hasSize(2);
    assertThat(others).hasSize(2);

    var recorded = send("a", "/api/customers/" + own.getFirst() + "/consents", AGREES);
    assertThat(recorded.status()).as(recorded.response().body()).isEqualTo(200);
    assertThat(get("a", "/api/customers/" + own.getFirst() + "/consents").get("decisions"))
        .hasSize(2);
    var batch =
        send(
            "a",
            "/api/consent/decisions",
            """
            {"decisions":[{"customerId":"%s","purpose":"marketing","granted":false,"source":"shop"},
             {"customerId":"%s","purpose":"marketing","granted":false,"source":"shop"}]}
            """
                .formatted(own.getLast(), others.getFirst()));
    assertThat(batch.status()).as(batch.response().body()).isEqualTo(200);
    assertThat(batch.json().get("recorded").asInt()).isEqualTo(1);
    assertThat(batch.json().at("/outcomes/1/problem").asString()).isEqualTo("customer-not-found");
    for (var other : others) {
      assertThat(send("a", "/api/customers/" + other + "/consents", AGREES).status())
          .isEqualTo(404);
      assertThat(get("b", "/api/customers/" + other + "/consents").get("decisions")).hasSize(1);
    }
    assertThat(get("a", "/api/consent/decisions").get("items")).hasSize(4);
    assertThat(get("b", "/api/consent/decisions").get("items")).hasSize(2);
    // Whoever acts on a part of the data leaves an entry in the audit trail as well.
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from brand_audit.entry
                    where actor = 'a' and action = 'consents.record' and object_id = ?
                      and outcome = 'done'
                    """)
                .param(own.getFirst())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void tablesAloneRefuseWhatIsRecordedForOthers() {
    sell("a", "A1", 0, 1, "gold", true);
    sell("b", "B1", 10, 1, "gold", true);
    int own = accountOf("a-0");
    int others = accountOf("b-10");
    var number = numberOf("b-10");
    try (var _ = CurrentScope.narrow(scopeOf(Objects.requireNonNull(units.get("a"))))) {
      assertThat(decide(own)).isEqualTo(1);
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(() -> decide(others))
          .withStackTraceContaining("row-level security");
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(() ->
              jdbc.sql(
                      """
                      insert into know_consent.decision_account (account_no, decision_no)
                      select ?, max(decision_no) from know_consent.decision
                      """)
                  .param(others)
                  .update())
          .withStackTraceContaining("row-level security");
      assertThat(
              jdbc.sql("update know_consent.state set state = 'GRANTED' where customer_no = ?")
                  .param(number)
                  .update())
          .isZero();
      assertThat(
              jdbc.sql("select count(*) from know_consent.decision where account_no = ?")
                  .param(others)
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  private int decide(int account) {
    return jdbc.sql(
            """
            insert into know_consent.decision
              (purpose, granted, decided_at, recorded_at, source, account_no, recorded_by)
            values ('marketing', true, now(), now(), 'SHOP', ?, 'a')
            """)
        .param(account)
        .update();
  }

  private int accountOf(String key) {
    return jdbc.sql("select min(account_no) from know_identity.account where customer_no = ?")
        .param(numberOf(key))
        .query(Integer.class)
        .single();
  }

  private void assertThatNothingIsSaidOf(String caller, String id) {
    var unknown = UUID.randomUUID().toString();
    for (var path :
        List.of("/api/customers/%s", "/api/customers/%s/timeline", "/api/customers/%s/consents")) {
      assertThat(refusal(send(caller, path.formatted(id)), id))
          .as(path)
          .isEqualTo(refusal(send(caller, path.formatted(unknown)), unknown));
    }
    var body = "{\"condition\":" + WOMEN + ",\"customerId\":\"%s\"}";
    assertThat(refusal(send(caller, "/api/customers/%s/consents".formatted(id), AGREES), id))
        .isEqualTo(
            refusal(
                send(caller, "/api/customers/%s/consents".formatted(unknown), AGREES), unknown));
    assertThat(refusal(send(caller, "/api/segments/explain", body.formatted(id)), id))
        .isEqualTo(
            refusal(send(caller, "/api/segments/explain", body.formatted(unknown)), unknown));
  }

  private static String refusal(ServerClient.Answer answer, String id) {
    assertThat(answer.status()).isEqualTo(404);
    return answer.response().body().replace(id, "…");
  }

  /** Every question that has an answer in a part of the data. */
  private Map<String, JsonNode> answers(String caller) {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (var path :
        List.of(
            "/api/customers",
            "/api/customers?sort=last_order",
            "/api/customers?limit=2",
            "/api/customers?limit=2&sort=last_order",
            "/api/customers?tag=gender:female",
            "/api/customers?tag=channel:crm&sort=last_order",
            "/api/customers?tag=lifecycle_stage:new",
            "/api/tags",
            "/api/overview?currency=CNY",
            "/api/overview",
            "/api/segments",
            "/api/segment-fields",
            "/api/consent/purposes",
            "/api/consent/figures",
            "/api/consent/decisions",
            "/api/consent/decisions?limit=2",
            "/api/consent/decisions?purpose=marketing&limit=3")) {
      answers.put("GET " + path, comparable(get(caller, path)));
    }
    for (var condition : List.of(WOMEN, BUYERS, GOLD)) {
      for (var form : List.of("%s", "{\"type\":\"not\",\"condition\":%s}")) {
        answers.put(
            "preview " + form + condition, comparable(preview(caller, form.formatted(condition))));
      }
    }
    for (var id : idsIn(get(caller, "/api/customers"))) {
      answers.put("portrait " + id, comparable(get(caller, "/api/customers/" + id)));
      answers.put("timeline " + id, get(caller, "/api/customers/" + id + "/timeline"));
      answers.put("consents " + id, get(caller, "/api/customers/" + id + "/consents"));
    }
    return answers;
  }

  private List<JsonNode> searched(String caller, String... queries) {
    List<JsonNode> found = new ArrayList<>();
    for (var query : queries) {
      found.add(get(caller, "/api/customers?query=" + query));
    }
    return found;
  }

  /** Without times of computing, and without scores, which rank her among all of the brand. */
  private static JsonNode comparable(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(
          List.of("tookMs", "dataVersion", "computedAt", "since", "rfm", "lifecycleStage"));
      object.forEach(DataScopeIT::comparable);
      if (object.path("code").asString("").startsWith("rfm_")) {
        object.removeAll();
      }
    } else if (node.isArray()) {
      node.forEach(DataScopeIT::comparable);
      var elements = (ArrayNode) node;
      for (int i = elements.size() - 1; i >= 0; i--) {
        if (elements.get(i).path("tag").asString("").startsWith("rfm_")) {
          elements.remove(i);
        }
      }
    }
    return node;
  }

  private void sell(
      String who, @Nullable String store, int from, int count, String level, boolean isWoman) {
    transactions.executeWithoutResult(_ -> {
      List<IdentityClaim> claims = new ArrayList<>();
      for (int i = from; i < from + count; i++) {
        claims.add(
            claim(
                "crm",
                who + "-" + i,
                List.of(phone("+86138000000%02d".formatted(i)), memberNo("club", "VIP-" + i)),
                i,
                isWoman));
      }
      var resolved = identities.resolve(claims);
      List<ProfileClaim> said = new ArrayList<>();
      List<OrderLineFact> lines = new ArrayList<>();
      var buyers = new RoaringBitmap();
      for (int i = 0; i < count; i++) {
        var account = resolved.accounts().get(i);
        buyers.add(account.customerNo());
        said.add(
            new ProfileClaim(
                account,
                "crm",
                claims.get(i).observedAt(),
                new PersonalValues(
                    "王小" + (from + i),
                    claims.get(i).identifiers().getFirst().value(),
                    null,
                    null,
                    null,
                    null),
                claims.get(i).gender(),
                null,
                "浙江",
                "杭州",
                claims.get(i).observedAt(),
                Map.of("level", level, "from_" + who, "yes")));
        line++;
        lines.add(
            new OrderLineFact(
                new LineKey(new UUID(3, 3), line),
                "crm",
                "ORDER-%s-%d-%s".formatted(who, from + i, store == null ? "online" : store),
                OrderKind.SALE,
                clock.instant().minus(Duration.ofDays(1)).minusSeconds(1_000L - line),
                account,
                store,
                Currency.getInstance("CNY"),
                "SKU-" + who,
                "跑鞋 " + who,
                ItemKind.PRODUCT,
                BigDecimal.ONE,
                new BigDecimal("19.90"),
                1990));
      }
      profiles.record(resolved.moves(), said);
      metrics.refresh(purchases.record(resolved.moves(), lines).touchedCustomers());
      if (store != null) {
        binding.touched(buyers);
      }
      List<NewDecision> decisions = new ArrayList<>();
      for (int customer : buyers) {
        decisions.add(
            new NewDecision(
                customer,
                "marketing",
                Optional.of("sms"),
                customer % 2 == 0,
                clock.instant().minusSeconds(60),
                false,
                Evidence.of(DecisionSource.SHOP),
                Optional.empty()));
      }
      consents.record(decisions, "clerk");
    });
  }

  private static IdentityClaim claim(
      String channel, String key, List<ClaimedIdentifier> identifiers, int i) {
    return claim(channel, key, identifiers, i, true);
  }

  private static IdentityClaim claim(
      String channel, String key, List<ClaimedIdentifier> identifiers, int i, boolean isWoman) {
    return new IdentityClaim(
        channel,
        key,
        identifiers,
        "王小" + i,
        LocalDate.of(1990, 5, 20),
        isWoman ? Gender.FEMALE : Gender.MALE,
        AT.plusSeconds(i));
  }

  private void compute() {
    tags.recompute(clock.instant());
    evaluating.forget();
  }

  private UUID unit(UnitKind kind, String name, UUID parent) {
    return organisation.create(new UnitDraft(kind, name, parent, null, List.of())).id();
  }

  private DataScope scopeOf(UUID unit) {
    int number =
        jdbc.sql("select unit_no from brand_organisation.unit where unit_id = ?")
            .param(unit)
            .query(Integer.class)
            .single();
    return DataScope.ofUnits(organisation.withAllBelow(number));
  }

  private static Caller caller(String name, DataScope scope) {
    return new Caller(
        name,
        name,
        false,
        Permission.SCOPED.stream().collect(Collectors.toMap(p -> p, _ -> scope)));
  }

  private int numberOf(String accountKey) {
    return Integer.parseInt(lookUp("brand", List.of(accountKey)).replaceAll("[^0-9]", ""));
  }

  private String lookUp(String caller, List<String> keys) {
    var body = "{\"channel\":\"crm\",\"accountKeys\":[\"" + String.join("\",\"", keys) + "\"]}";
    return send(caller, "/api/accounts/lookup", body).json().get("customerNos").toString();
  }

  private Set<String> idsOfAll() {
    return idsIn(get("brand", "/api/customers?limit=200"));
  }

  private static Set<String> idsIn(JsonNode page) {
    Set<String> ids = new LinkedHashSet<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  private static List<String> ordersIn(JsonNode timeline) {
    List<String> orders = new ArrayList<>();
    timeline
        .get("items")
        .forEach(item -> {
          if (item.get("type").asString().equals("order")) {
            orders.add(item.get("title").asString());
          }
        });
    return orders;
  }

  private JsonNode preview(String caller, String condition) {
    var answer = send(caller, "/api/segments/preview", "{\"condition\":" + condition + "}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode get(String caller, String path) {
    var answer = send(caller, path);
    assertThat(answer.status()).as(path + " " + answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private ServerClient.Answer send(String caller, String path) {
    return ServerClient.browser(environment)
        .send("GET", path, null, Map.of("Cookie", "SESSION=" + caller));
  }

  private ServerClient.Answer send(String caller, String path, String body) {
    return ServerClient.browser(environment)
        .send(
            "POST",
            path,
            body,
            Map.of(
                "Cookie",
                "XSRF-TOKEN=x; SESSION=" + caller,
                "X-XSRF-TOKEN",
                "x",
                "Idempotency-Key",
                UUID.randomUUID().toString()));
  }
}
