package io.quanyu.know.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Purposes and decisions over HTTP. */
@ServerTest
class ConsentApiIT {

  private final Identities identities;
  private final KnownCustomers customers;
  private final Consents consents;
  private final VisibleCustomers visible;
  private final TransactionTemplate transactions;
  private final JdbcClient jdbc;
  private final ServerClient client;
  private final Clock clock;
  private UUID customerId = new UUID(0, 0);
  private UUID otherId = new UUID(0, 0);

  ConsentApiIT(
      Identities identities,
      KnownCustomers customers,
      Consents consents,
      VisibleCustomers visible,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      Environment environment,
      Clock clock) {
    this.identities = identities;
    this.customers = customers;
    this.consents = consents;
    this.visible = visible;
    this.transactions = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.client = ServerClient.commandLine(environment);
    this.clock = clock;
  }

  @BeforeEach
  void twoCustomers() {
    customerId = customer("anna", "+8613900000001");
    otherId = customer("ben", "+8613900000002");
  }

  private UUID customer(String key, String phone) {
    var unique = key + UUID.randomUUID();
    var claim =
        new IdentityClaim(
            "crm",
            unique,
            List.of(ClaimedIdentifier.memberNo("club", unique), ClaimedIdentifier.phone(phone)),
            unique,
            LocalDate.of(1990, 5, 20),
            Gender.FEMALE,
            Instant.parse("2026-01-01T00:00:00Z"));
    var resolved =
        Objects.requireNonNull(transactions.execute(_ -> identities.resolve(List.of(claim))));
    return customers
        .find(List.of(resolved.accounts().getFirst().customerNo()))
        .getFirst()
        .customerId();
  }

  @Test
  void aDecisionIsRecordedOnceWithItsEvidence() {
    var key = UUID.randomUUID().toString();
    var body =
        """
        {"purpose":"marketing","channel":"sms","granted":true,"source":"form","textVersion":1,
         "place":"checkout","document":"F-17","decidedAt":"2026-05-01T08:00:00Z"}
        """;
    var first = record(customerId, key, body);
    var again = record(customerId, key, body);

    assertThat(first.status()).as(first.response().body()).isEqualTo(200);
    assertThat(first.json().get("repeated").asBoolean()).isFalse();
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    assertThat(again.json().get("decisionId")).isEqualTo(first.json().get("decisionId"));
    assertThat(slug(record(customerId, key, body.replace("true", "false"))))
        .isEqualTo("key-reused");
    assertThat(slug(record(otherId, key, body))).isEqualTo("key-reused");

    var told = client.get("/api/customers/" + customerId + "/consents").json();
    assertThat(told.get("decisions")).hasSize(1);
    var decision = told.at("/decisions/0");
    assertThat(decision.get("place").asString()).isEqualTo("checkout");
    assertThat(decision.get("document").asString()).isEqualTo("F-17");
    assertThat(decision.get("textVersion").asInt()).isEqualTo(1);
    assertThat(decision.get("recordedBy").asString()).isEqualTo("local");
    assertThat(decision.get("decidedAt").asString()).isEqualTo("2026-05-01T08:00:00Z");
    assertThat(state(customerId, "marketing", "sms")).isEqualTo("granted allowed");
    assertThat(state(customerId, "marketing", "wecom")).isEqualTo("unknown allowed");
    assertThat(state(customerId, "advertising", "sms")).isEqualTo("unknown refused");
  }

  @Test
  void aWithdrawalOfAllChannelsCoversEach() {
    record(
        customerId,
        "{\"purpose\":\"marketing\",\"channel\":\"sms\",\"granted\":true,"
            + "\"source\":\"form\",\"decidedAt\":\"2026-05-01T08:00:00Z\"}");
    record(customerId, "{\"purpose\":\"marketing\",\"granted\":false,\"source\":\"service\"}");

    assertThat(state(customerId, "marketing", "sms")).isEqualTo("withdrawn refused");
    assertThat(state(customerId, "marketing", "wecom")).isEqualTo("withdrawn refused");
    assertThat(state(otherId, "marketing", "wecom")).isEqualTo("unknown allowed");
  }

  @Test
  void aPhoneThatAnsweredTdIsShownWithItsHolder() {
    var phone = "+8613900000077";
    consents.withdrawAddresses(
        Purpose.MARKETING,
        "sms",
        List.of(customers.hash(ClaimedIdentifier.phone(phone))),
        DecisionSource.SMS_REPLY,
        clock.instant(),
        "sms");
    var id = customer("clara", phone);
    var number = customers.find(id).orElseThrow().customerNo();
    transactions.executeWithoutResult(_ ->
        consents.refused(
            Purpose.MARKETING,
            "sms",
            List.of(number),
            List.of(customers.hash(ClaimedIdentifier.phone(phone)))));

    var told = client.get("/api/customers/" + id + "/consents").json();
    assertThat(told.at("/decisions/0/byAddress").asBoolean()).isTrue();
    assertThat(told.at("/decisions/0/source").asString()).isEqualTo("sms_reply");
    assertThat(state(id, "marketing", "sms")).isEqualTo("withdrawn refused");
    assertThat(state(id, "marketing", "wecom")).isEqualTo("unknown allowed");

    record(
        id,
        "{\"purpose\":\"marketing\",\"channel\":\"sms\",\"granted\":true,"
            + "\"source\":\"shop\"}");
    assertThat(state(id, "marketing", "sms")).isEqualTo("granted allowed");
  }

  @Test
  void aMinorNeedsAGuardianWithADocument() {
    var number = customers.find(customerId).orElseThrow().customerNo();
    jdbc.sql(
            """
            insert into know_profile.profile
              (customer_no, sealed_values, birthday, attributes, channels, updated_at)
            values (?, '\\x00', current_date - interval '10 years', '{}', '{crm}', now())
            """)
        .param(number)
        .update();
    assertThat(state(customerId, "marketing", "sms")).isEqualTo("unknown minor");
    record(customerId, "{\"purpose\":\"marketing\",\"granted\":true,\"source\":\"shop\"}");
    assertThat(state(customerId, "marketing", "sms")).isEqualTo("granted minor");

    var guardian =
        "{\"purpose\":\"marketing\",\"granted\":true,\"source\":\"shop\",\"byGuardian\":true%s}";
    assertThat(field(record(customerId, guardian.formatted("")))).isEqualTo("document");
    record(customerId, guardian.formatted(",\"document\":\"P-3\""));

    assertThat(state(customerId, "marketing", "sms")).isEqualTo("granted allowed");
    assertThat(state(customerId, "advertising", "sms")).isEqualTo("unknown minor");
    assertThat(
            client
                .get("/api/customers/" + customerId + "/consents")
                .json()
                .get("minor")
                .asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "purpose     | {'purpose':'nothing','granted':true,'source':'form'}",
        "purpose     | {'purpose':'service','granted':false,'source':'form'}",
        "channel     | {'purpose':'personalised_marketing','channel':'sms','granted':false,'source':'form'}",
        "channel     | {'purpose':'marketing','channel':'S M S','granted':false,'source':'form'}",
        "decidedAt   | {'purpose':'marketing','granted':true,'source':'form','decidedAt':'2126-01-01T00:00:00Z'}",
        "textVersion | {'purpose':'marketing','granted':true,'source':'form','textVersion':99}",
        "textVersion | {'purpose':'advertising','granted':true,'source':'form'}"
      })
  void aDecisionThatProvesNothingIsRefused(String field, String body) {
    var refused = record(customerId, body.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(slug(refused)).isEqualTo("decision-invalid");
    assertThat(field(refused)).isEqualTo(field);
  }

  @Test
  void separateConsentNamesItsText() {
    record(
        customerId,
        "{\"purpose\":\"advertising\",\"granted\":true,\"source\":\"mini_program\","
            + "\"textVersion\":1}");

    assertThat(state(customerId, "advertising", "sms")).isEqualTo("granted allowed");
  }

  @Test
  void aBatchRecordsWhatIsRightAndTellsWhatIsNot() {
    var before = marketingSms();
    var body =
        """
        {"decisions":[
          {"customerId":"%s","purpose":"marketing","channel":"sms","granted":false,"source":"import"},
          {"customerId":"%s","purpose":"marketing","channel":"sms","granted":true,"source":"import"},
          {"customerId":"%s","purpose":"marketing","granted":true,"source":"import"},
          {"customerId":"%s","purpose":"nothing","granted":true,"source":"import"}]}
        """
            .formatted(customerId, otherId, UUID.randomUUID(), otherId);
    var key = UUID.randomUUID().toString();
    var first = post("/api/consent/decisions", key, body);
    assertThat(first.status()).as(first.response().body()).isEqualTo(200);
    assertThat(first.json().get("recorded").asInt()).isEqualTo(2);
    assertThat(first.json().get("refused").asInt()).isEqualTo(2);
    assertThat(first.json().at("/outcomes/2/problem").asString()).isEqualTo("customer-not-found");
    assertThat(first.json().at("/outcomes/3/field").asString()).isEqualTo("purpose");

    var again = post("/api/consent/decisions", key, body).json();
    assertThat(again.get("recorded").asInt()).isZero();
    assertThat(again.get("repeated").asInt()).isEqualTo(2);

    var after = marketingSms();
    assertThat(after.granted()).isEqualTo(before.granted() + 1);
    assertThat(after.withdrawn()).isEqualTo(before.withdrawn() + 1);
    assertThat(after.usable()).isEqualTo(before.usable() - 1);
    var latest = client.get("/api/consent/decisions?purpose=marketing&limit=2").json();
    assertThat(latest.get("items")).hasSize(2);
    assertThat(latest.get("nextCursor").isNull()).isFalse();
    assertThat(latest.at("/items/0/customer/customerNo").asInt())
        .isEqualTo(customers.find(otherId).orElseThrow().customerNo());
    assertThat(
            client
                .get(
                    "/api/consent/decisions?purpose=marketing&limit=2&cursor="
                        + latest.get("nextCursor").asString())
                .json()
                .at("/items/0/id"))
        .isNotEqualTo(latest.at("/items/0/id"));
    assertThat(client.get("/api/consent/decisions?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void aBrandKeepsPurposesAndTextsOfItsOwn() {
    var code = "survey_" + UUID.randomUUID().toString().substring(0, 8);
    var draft =
        """
        {"code":"%s","nameZh":"问卷","nameEn":"Surveys","legalBasis":"consent","assumed":false,
         "perChannel":false,"separate":false,"minors":"guardian","active":true}
        """
            .formatted(code);
    var created = post("/api/consent/purposes", UUID.randomUUID().toString(), draft);
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    assertThat(slug(post("/api/consent/purposes", UUID.randomUUID().toString(), draft)))
        .isEqualTo("purpose-taken");
    assertThat(field(record(customerId, draftOf(code, 1)))).isEqualTo("textVersion");

    var published =
        post(
            "/api/consent/purposes/" + code + "/texts",
            UUID.randomUUID().toString(),
            "{\"textZh\":\"我同意参加问卷\",\"textEn\":\"I agree to surveys\"}");
    assertThat(published.json().get("textVersion").asInt()).isEqualTo(1);
    assertThat(record(customerId, draftOf(code, 1)).status()).isEqualTo(200);
    assertThat(client.get("/api/consent/purposes/" + code + "/texts").json()).hasSize(1);

    var closed =
        put(
            "/api/consent/purposes/" + code,
            1,
            draft.replace("\"active\":true", "\"active\":false"));
    assertThat(closed.status()).as(closed.response().body()).isEqualTo(200);
    assertThat(slug(put("/api/consent/purposes/" + code, 1, draft))).isEqualTo("purpose-changed");
    assertThat(field(record(customerId, draftOf(code, 1)))).isEqualTo("purpose");
    assertThat(slug(client.get("/api/consent/purposes/nothing/texts")))
        .isEqualTo("purpose-not-found");
  }

  @Test
  void whatTheProgramReliesOnStays() {
    var marketing =
        """
        {"nameZh":"营销消息","nameEn":"Marketing","legalBasis":"contract","assumed":true,
         "perChannel":true,"separate":false,"minors":"guardian","active":true}
        """;

    assertThat(slug(put("/api/consent/purposes/marketing", 1, marketing)))
        .isEqualTo("purpose-built-in");
    assertThat(
            put(
                    "/api/consent/purposes/marketing",
                    1,
                    marketing
                        .replace("contract", "consent")
                        .replace("\"separate\":false", "\"separate\":true"))
                .status())
        .isEqualTo(400);
  }

  private static String draftOf(String code, int textVersion) {
    return "{\"purpose\":\"%s\",\"granted\":true,\"source\":\"form\",\"textVersion\":%d}"
        .formatted(code, textVersion);
  }

  private record Figures(long granted, long withdrawn, long usable) {}

  private Figures marketingSms() {
    visible.forget(); // counts of everybody may lag some seconds behind who is new
    for (var row : client.get("/api/consent/figures").json().get("rows")) {
      if (row.get("purpose").asString().equals("marketing")
          && row.path("channel").asString("").equals("sms")) {
        return new Figures(
            row.get("granted").asLong(), row.get("withdrawn").asLong(), row.get("usable").asLong());
      }
    }
    throw new AssertionError("no row of marketing by SMS");
  }

  private String state(UUID id, String purpose, String channel) {
    for (var held : client.get("/api/customers/" + id + "/consents").json().get("states")) {
      if (held.get("purpose").asString().equals(purpose)
          && held.path("channel").asString("").equals(channel)) {
        return held.get("state").asString() + " " + held.get("verdict").asString();
      }
    }
    throw new AssertionError("no state of " + purpose + " on " + channel);
  }

  private Answer record(UUID id, String body) {
    return record(id, UUID.randomUUID().toString(), body);
  }

  private Answer record(UUID id, String key, String body) {
    return post("/api/customers/" + id + "/consents", key, body);
  }

  private Answer post(String path, String key, String body) {
    return client.send("POST", path, body, Map.of("Idempotency-Key", key));
  }

  private Answer put(String path, int version, String body) {
    return client.send("PUT", path, body, Map.of("If-Match", "\"" + version + "\""));
  }

  private static String slug(Answer answer) {
    var type = answer.json().get("type").asString();
    return type.substring(type.lastIndexOf('/') + 1);
  }

  private static String field(Answer answer) {
    return answer.json().at("/errors/0/field").asString();
  }
}
