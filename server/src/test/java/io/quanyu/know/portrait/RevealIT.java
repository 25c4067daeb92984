package io.quanyu.know.portrait;

import static io.quanyu.know.identity.ClaimedIdentifier.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Who sees values in clear is on record with a reason, and cannot do it without end. */
@ServerTest
@Import(RevealIT.Staff.class)
@TestPropertySource(
    properties = {
      "quanyu.reveal.per-hour-max=6",
      "quanyu.reveal.per-day-max=8",
      "quanyu.reveal.burst-max=3",
      "quanyu.reveal.unusual-factor=2",
      "quanyu.reveal.unusual-min=4"
    })
class RevealIT {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final String ASKED =
      "{\"fields\":[\"phone\",\"name\"],\"reason\":\"service\",\"note\":\"she asked to be called\"}";

  /** The session names who it is. */
  @TestConfiguration
  static class Staff {
    @Bean
    @Primary
    SessionSource named() {
      return token ->
          Optional.of(
              Caller.ofBrand(
                  token, token, false, Set.of("customers.read", "customers.reveal", "audit.read")));
    }
  }

  private final Identities identities;
  private final Profiles profiles;
  private final TransactionTemplate transactions;
  private final Environment environment;
  private final JdbcClient jdbc;
  private String customer = "";

  RevealIT(
      Identities identities,
      Profiles profiles,
      PlatformTransactionManager transactions,
      Environment environment,
      JdbcClient jdbc) {
    this.identities = identities;
    this.profiles = profiles;
    this.transactions = new TransactionTemplate(transactions);
    this.environment = environment;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void aCustomer() {
    transactions.executeWithoutResult(_ -> {
      var resolved =
          identities.resolve(
              List.of(
                  new IdentityClaim(
                      "crm", "1", List.of(phone("+8613800001000")), "王小明", null, null, AT)));
      profiles.record(
          resolved.moves(),
          List.of(
              new ProfileClaim(
                  resolved.accounts().getFirst(),
                  "crm",
                  AT,
                  new PersonalValues("王小明", null, "+8613800001000", null, null, null),
                  null,
                  null,
                  null,
                  null,
                  null,
                  Map.of())));
    });
    customer =
        send("finder", "GET", "/api/customers?query=13800001000", null)
            .json()
            .get("items")
            .get(0)
            .get("id")
            .asString();
  }

  private ServerClient.Answer send(String who, String method, String path, @Nullable String body) {
    return ServerClient.browser(environment)
        .send(
            method,
            path,
            body,
            Map.of("Cookie", "XSRF-TOKEN=x; SESSION=" + who, "X-XSRF-TOKEN", "x"));
  }

  private ServerClient.Answer reveal(String who) {
    return send(who, "POST", "/api/customers/" + customer + "/reveal", ASKED);
  }

  private List<JsonNode> entriesOf(String who) {
    var entries = new ArrayList<JsonNode>();
    send("auditor", "GET", "/api/audit/entries?action=customers.reveal&actor=" + who, null)
        .json()
        .get("items")
        .forEach(entries::add);
    return entries;
  }

  @Test
  void showsWhatWasAskedForAndNothingElseAndKeepsNoCopy() {
    var answer = reveal("lin");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().get("phone").asString()).isEqualTo("+8613800001000");
    assertThat(answer.json().get("name").asString()).isEqualTo("王小明");
    assertThat(answer.json().has("birthday")).isFalse();
    assertThat(
            Duration.between(
                Instant.parse(entriesOf("lin").getFirst().get("at").asString()),
                Instant.parse(answer.json().get("hideAt").asString())))
        .isBetween(Duration.ofSeconds(58), Duration.ofSeconds(61));
  }

  @Test
  void tellsWhoSawWhatOfWhomAndWhyButNotWhatItSaid() {
    reveal("mei");

    var entry = entriesOf("mei").getFirst();
    assertThat(entry.get("kind").asString()).isEqualTo("reveal");
    assertThat(entry.get("outcome").asString()).isEqualTo("done");
    assertThat(entry.get("objectId").asString()).isEqualTo(customer);
    assertThat(entry.get("reason").asString()).isEqualTo("service: she asked to be called");
    assertThat(entry.get("details").get("fields").asString()).isEqualTo("name,phone");
    assertThat(entry.get("sourceIp").asString()).isNotEmpty();
    assertThat(entry.toString()).doesNotContain("13800001000").doesNotContain("小明");
  }

  @Test
  void wantsAReason() {
    for (var body :
        List.of(
            "{\"fields\":[\"phone\"],\"reason\":\"service\",\"note\":\" x \"}",
            "{\"fields\":[\"phone\"],\"note\":\"because I want to\"}",
            "{\"fields\":[],\"reason\":\"service\",\"note\":\"because I want to\"}")) {
      assertThat(send("eager", "POST", "/api/customers/" + customer + "/reveal", body).status())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(entriesOf("eager"))
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.get("outcome").asString()).isEqualTo("refused"));
  }

  @Test
  void nobodyRevealsMoreThanTheLimitWithinAnHourHoweverParallel() throws Exception {
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 10; i++) {
        asking.add(() -> reveal("greedy").status());
      }
      for (var answer : threads.invokeAll(asking)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(6);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(4);
    assertThat(reveal("another").status()).isEqualTo(200);
    assertThat(entriesOf("greedy"))
        .extracting(entry -> entry.get("outcome").asString())
        .containsOnly("done", "refused")
        .hasSize(10);
  }

  @Test
  void aBurstRaisesOneAlarmThatRefusesNothing() {
    for (int i = 0; i < 5; i++) {
      assertThat(reveal("hasty").status()).isEqualTo(200);
    }

    var alarms = alarmsOf("hasty");
    assertThat(alarms)
        .extracting(alarm -> alarm.get("rule").asString())
        .containsExactlyInAnyOrder("burst", "unusual_day");
    assertThat(alarms)
        .filteredOn(alarm -> alarm.get("rule").asString().equals("burst"))
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.get("counted").asInt()).isEqualTo(4);
          assertThat(alarm.get("allowed").asInt()).isEqualTo(3);
        });
  }

  @Test
  void whoDoesItEveryDayIsNotUnusual() {
    // 150 in the thirty days before: five a day, so ten within a day are twice the mean.
    jdbc.sql(
            """
            insert into brand_audit.entry
              (entry_id, occurred_at, request_id, actor, kind, action, outcome, details, seal)
            select uuidv7(), now() - interval '25 hours' - make_interval(mins => n), uuidv7(),
              'steady', 'reveal', 'customers.reveal', 'done', '{}', ''
            from generate_series(1, 150) n
            """)
        .update();
    for (int i = 0; i < 5; i++) {
      reveal("steady");
    }

    assertThat(alarmsOf("steady"))
        .extracting(alarm -> alarm.get("rule").asString())
        .containsExactly("burst");
  }

  private List<JsonNode> alarmsOf(String who) {
    var alarms = new ArrayList<JsonNode>();
    send("auditor", "GET", "/api/audit/alarms", null)
        .json()
        .get("items")
        .forEach(alarm -> {
          if (alarm.get("actor").asString().equals(who)) {
            alarms.add(alarm);
          }
        });
    return alarms;
  }

  @Test
  void anExportNamesWhoTookItAndIsOnRecordItself() {
    reveal("mei");

    var file = send("auditor", "GET", "/api/audit/entries.csv?action=customers.reveal", null);

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Disposition"))
        .matches("attachment; filename=\"audit-auditor-\\d{8}T\\d{6}Z\\.csv\"");
    assertThat(file.response().body().lines().findFirst().orElseThrow())
        .startsWith("\uFEFF")
        .contains("# Exported by auditor at ")
        .contains("action = customers.reveal");
    assertThat(file.response().body()).contains(customer).contains("she asked to be called");
    var exports =
        send("auditor", "GET", "/api/audit/entries?action=audit.export&actor=auditor", null);
    assertThat(exports.json().get("items").get(0).get("details").get("filter").asString())
        .isEqualTo("action = customers.reveal");
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    for (int i = 0; i < 3; i++) {
      reveal("reader");
    }
    var ids = new ArrayList<String>();
    var cursor = "";
    do {
      var page =
          send(
                  "auditor",
                  "GET",
                  "/api/audit/entries?limit=1&actor=reader&objectKind=customer&objectId="
                      + customer
                      + cursor,
                  null)
              .json();
      page.get("items").forEach(item -> ids.add(item.get("id").asString()));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(send("auditor", "GET", "/api/audit/entries?cursor=AAAA", null).status())
        .isEqualTo(400);
  }

  @Test
  void theChainIsCheckedOnDemand() {
    reveal("mei");

    var found = send("auditor", "POST", "/api/audit/chain/verify", null);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().get("entries").asLong()).isPositive();
    var state = send("auditor", "GET", "/api/audit/chain", null).json();
    assertThat(state.get("verified").get("at")).isEqualTo(found.json().get("at"));
  }
}
