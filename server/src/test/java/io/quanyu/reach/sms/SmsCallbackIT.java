package io.quanyu.reach.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import io.quanyu.testing.Holders;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

/** The gateway calls us, and others who would like to be the gateway. */
@ServerTest
class SmsCallbackIT {

  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String REPLY =
      "{\"type\":\"reply\",\"from\":\"+8613800000004\",\"text\":\"R\",\"at\":\"2026-11-23T02:00:00Z\"}";
  private static final String REPORT =
      "{\"type\":\"report\",\"id\":\"sms1\",\"events\":[{\"ref\":\"4711\",\"status\":\"DELIVERED\","
          + "\"at\":\"2026-11-23T02:00:00Z\"}]}";

  private final ServerClient gateway;
  private final ServerClient client;
  private final DSLContext dsl;
  private final KnownCustomers customers;
  private final PersonalDataHolder sms;
  private String path = "";

  SmsCallbackIT(
      Environment environment,
      DSLContext dsl,
      KnownCustomers customers,
      List<PersonalDataHolder> holders) {
    this.gateway = ServerClient.browser(environment);
    this.client = ServerClient.commandLine(environment);
    this.dsl = dsl;
    this.customers = customers;
    this.sms = Holders.named("reach.sms", holders);
  }

  @BeforeEach
  void setUp() {
    dsl.execute("delete from reach_sms.gateway");
    dsl.execute("truncate reach_message.early_receipt");
    dsl.execute("delete from know_consent.decision where identifier is not null");
    var saved =
        client.send(
            "PUT",
            "/api/channels/sms",
            """
            {"baseUrl":"https://sms.example.com","apiKey":"key-1","signature":"泉屿",\
            "pricePerPart":0.045,"currency":"CNY","isKeyed":true,"callsPerMinute":60,\
            "recipientsMax":1000,"callbackSecret":"whsec_%s"}
            """
                .formatted(KEY),
            Map.of("If-Match", "\"0\""));
    assertThat(saved.status()).isEqualTo(200);
    path = saved.json().get("callbackPath").asString();
  }

  @Test
  void aReportIsTakenOnceAndKeptSealed() {
    assertThat(send("w1", REPORT).status()).isEqualTo(204);
    assertThat(send("w1", REPORT).status()).isEqualTo(204);

    // Its call is not known yet, so the outbox keeps it for later.
    assertThat(rows("reach_message.early_receipt")).isEqualTo(1);
    assertThat(rows("reach_sms.callback")).isEqualTo(1);
    var sealed = dsl.fetchSingle("select sealed_body from reach_sms.callback").get(0, byte[].class);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("4711", "report");
    assertThat(client.get("/api/channels/sms").json().get("lastCallbackAt").isNull()).isFalse();
  }

  @Test
  void whoAnswersRIsOptedOutByHerNumber() {
    assertThat(send("w1", REPLY).status()).isEqualTo(204);

    var optOut =
        dsl.fetchSingle(
            """
            select purpose, channel, identifier, granted, source::text, decided_at at
            from know_consent.decision where identifier is not null
            """);
    assertThat(optOut.get("channel", String.class)).isEqualTo("sms");
    assertThat(optOut.get("identifier", UUID.class))
        .isEqualTo(customers.hash(ClaimedIdentifier.phone("+8613800000004")));
    assertThat(optOut.get("purpose", String.class)).isEqualTo("marketing");
    assertThat(optOut.get("granted", Boolean.class)).isFalse();
    assertThat(optOut.get("source", String.class)).isEqualTo("SMS_REPLY");
    assertThat(optOut.get("at", Instant.class)).isEqualTo(Instant.parse("2026-11-23T02:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"退订。, +8613800000004", "回复R, 13800000004", "ｔｄ, 86 138 0000 0004"})
  void manyWaysToSayNoAndToWriteTheNumberCount(String text, String from) {
    send("w1", REPLY.replace("\"R\"", "\"" + text + "\"").replace("+8613800000004", from));

    assertThat(rows("know_consent.decision")).isEqualTo(1);
  }

  @Test
  void otherAnswersAreKeptForPeopleToRead() {
    assertThat(send("w1", REPLY.replace("\"R\"", "\"T恤有货吗？\"")).status()).isEqualTo(204);

    assertThat(rows("know_consent.decision")).isZero();
    assertThat(rows("reach_sms.callback")).isEqualTo(1);
  }

  @Test
  void nothingHappensInTheFuture() {
    send("w1", REPLY.replace("2026-11-23T02:00:00Z", "2126-11-23T02:00:00Z"));

    assertThat(
            dsl.fetchSingle("select decided_at from know_consent.decision").get(0, Instant.class))
        .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
  }

  @Test
  void whatSheAnsweredAndThatSheWasWrittenToGoWithHer() {
    var hers = customers.hash(ClaimedIdentifier.phone("+8613800000004"));
    var others = customers.hash(ClaimedIdentifier.phone("+8613800000005"));
    send("w1", REPLY.replace("\"R\"", "\"T恤有货吗？\""));
    send("w2", REPLY.replace("0004", "0005"));
    send("w3", REPORT);
    dsl.execute("truncate reach_sms.addressed");
    for (var address : List.of(hers, others)) {
      dsl.execute(
          "insert into reach_sms.addressed values ('qy-1', ?, 7, 'qy-1-1', now())", address);
    }
    var her = Holders.personWith(hers);
    assertThat(Holders.copied(sms, her, "sms-replies"))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("text", "T恤有货吗？");

    assertThat(erase(her)).isTrue();
    assertThat(erase(her)).as("once more, as behind a crash").isTrue();

    assertThat(
            dsl.fetch("select webhook_id from reach_sms.callback order by 1")
                .getValues(0, String.class))
        .containsExactly("w2", "w3");
    assertThat(dsl.fetch("select address from reach_sms.addressed").getValues(0, UUID.class))
        .containsExactly(others);
    assertThat(Holders.copied(sms, her, "sms-replies")).isEmpty();
  }

  private boolean erase(Person person) {
    return dsl.transactionResult(_ -> sms.erase(person));
  }

  @Test
  void aTypeThatIsNotKnownIsTakenWithoutEffect() {
    assertThat(send("w1", "{\"type\":\"balance.low\"}").status()).isEqualTo(204);
  }

  @Test
  void aWrongSignatureIsRefusedWhateverTheBody() {
    var timestamp = now(0);
    var right = signature("w1", timestamp, REPLY);

    for (var wrong : List.of("", "v1,AAAA", right.substring(3), right.replace("v1,", "v2,"))) {
      assertRefused(post("w1", timestamp, wrong, REPLY), 403, "callback-signature-wrong");
    }
    assertRefused(post("w2", timestamp, right, REPLY), 403, "callback-signature-wrong");
    var earlier = Long.toString(Long.parseLong(timestamp) - 1);
    assertRefused(post("w1", earlier, right, REPLY), 403, "callback-signature-wrong");
    assertRefused(post("w1", timestamp, right, "{"), 403, "callback-signature-wrong");
    assertThat(rows("know_consent.decision")).isZero();
  }

  @Test
  void aReplayAfterFiveMinutesAndARequestFromTheFutureAreRefused() {
    for (long seconds : List.of(-303L, 303L)) {
      var timestamp = now(seconds);
      assertRefused(
          post("w1", timestamp, signature("w1", timestamp, REPLY), REPLY),
          403,
          "callback-out-of-time");
    }
    for (var timestamp : List.of("soon", "-1", "99999999999999")) {
      assertRefused(
          post("w1", timestamp, signature("w1", timestamp, REPLY), REPLY),
          403,
          "callback-out-of-time");
    }
    for (long seconds : List.of(-295L, 295L)) {
      var timestamp = now(seconds);
      assertThat(post("w1", timestamp, signature("w1", timestamp, REPLY), REPLY).status())
          .isEqualTo(204);
    }
    assertThat(rows("reach_sms.callback")).isEqualTo(1);
  }

  @Test
  void nonsenseIsRefusedThoughSigned() {
    for (var body : List.of("", "{", "[]", "{\"type\":\"report\"}", REPORT.replace("4711", "x"))) {
      assertRefused(send("w1", body), 400, "callback-unreadable");
    }
    assertThat(rows("reach_sms.callback")).isZero();
  }

  @Test
  void aRequestWithoutProofOrTooLargeOrForNobodyIsRefused() {
    assertThat(gateway.send("POST", path, REPLY, Map.of()).status()).isEqualTo(400);
    assertThat(send("w1", "x".repeat(512 * 1024 + 1)).status()).isEqualTo(413);
    path = "/callbacks/sms/00000000-0000-4000-8000-000000000001";
    assertRefused(send("w1", REPLY), 404, "callback-unknown");
  }

  private ServerClient.Answer send(String id, String body) {
    var timestamp = now(0);
    return post(id, timestamp, signature(id, timestamp, body), body);
  }

  private ServerClient.Answer post(String id, String timestamp, String signature, String body) {
    return gateway.send(
        "POST",
        path,
        body,
        Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature));
  }

  private static String now(long offsetSeconds) {
    return Long.toString(
        Instant.now()
            .plus(Duration.ofSeconds(offsetSeconds))
            .truncatedTo(ChronoUnit.SECONDS)
            .getEpochSecond());
  }

  private static String signature(String id, String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private int rows(String table) {
    return dsl.fetchCount(DSL.table(table));
  }

  private static void assertRefused(ServerClient.Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/reach.sms/" + slug);
  }
}
