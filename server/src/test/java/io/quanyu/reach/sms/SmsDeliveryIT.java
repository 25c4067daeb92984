package io.quanyu.reach.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.message.Outcomes;
import io.quanyu.sandbox.Sandbox;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the outbox over the sandbox's gateway to its books, and back by its callbacks. */
@ServerTest
class SmsDeliveryIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CALLBACK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final int CUSTOMERS = 12;
  private static final int A_CALL = 3;

  private final String server;
  private final ServerClient client;
  private final DSLContext dsl;
  private final Identities identities;
  private final Profiles profiles;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> customers = new ArrayList<>();
  private Sandbox sandbox;

  SmsDeliveryIT(
      Environment environment,
      DSLContext dsl,
      Identities identities,
      Profiles profiles,
      Outbox outbox,
      TransactionTemplate transactions) {
    this.server = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    this.client = ServerClient.commandLine(environment);
    this.dsl = dsl;
    this.identities = identities;
    this.profiles = profiles;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    dsl.execute("delete from reach_sms.gateway");
    // This test runs at any hour.
    dsl.execute(
        "update reach_message.contact_policy"
            + " set caps = '[]', quiet_from = null, quiet_until = null, quiet_zone = null");
    sandbox = Sandbox.start(0, folder, Clock.systemUTC());
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(customer(i));
      world(
          "{\"person\":{\"personId\":\"p%d\",\"phone\":\"%s\"}}"
              .formatted(i, phone(i).substring(3)));
    }
  }

  @AfterEach
  void close() {
    sandbox.close();
    http.close();
  }

  @Test
  void everyTextArrivesOnceAndItsReceiptIsCountedThoughTheGatewayMisbehaves() {
    setUp(true);
    post(
        "/sandbox/misbehaviour",
        "{\"kind\":\"loseAnswer\",\"path\":\"/sms/v1/messages\",\"share\":0.5,\"seed\":5,\"times\":3}");
    post(
        "/sandbox/misbehaviour",
        "{\"kind\":\"busy\",\"path\":\"/sms/v1/messages\",\"share\":0.5,\"seed\":6,\"times\":2}");
    var source = new MessageSource("test", UUID.randomUUID());

    add(source, customers);

    await(() -> outcomes(source).reached().getCardinality() == CUSTOMERS);
    var books = books(source);
    assertThat(books.get("persons").asInt()).isEqualTo(CUSTOMERS);
    assertThat(books.get("duplicates").asInt()).isZero();
  }

  @Test
  void withoutKeysALostCallIsNeverMadeAgainAndCountedAsUnknown() {
    setUp(false);
    post(
        "/sandbox/misbehaviour",
        "{\"kind\":\"loseAnswer\",\"path\":\"/sms/v1/messages\",\"times\":1}");
    post("/sandbox/misbehaviour", "{\"kind\":\"cut\",\"path\":\"/sms/v1/messages\",\"times\":1}");
    var source = new MessageSource("test", UUID.randomUUID());

    add(source, customers);

    await(() -> outcomes(source).pending().isEmpty());
    var outcomes = outcomes(source);
    assertThat(outcomes.unknown().getCardinality()).isEqualTo(2 * A_CALL);
    assertThat(outcomes.reached().getCardinality()).isEqualTo(CUSTOMERS - 2 * A_CALL);
    var books = books(source);
    assertThat(books.get("persons").asInt()).isEqualTo(CUSTOMERS - A_CALL);
    assertThat(books.get("duplicates").asInt()).isZero();
  }

  @Test
  void whoAnswersRGetsNoMoreMarketingTexts() {
    setUp(true);
    var first = new MessageSource("test", UUID.randomUUID());
    add(first, customers);
    await(() -> outcomes(first).reached().getCardinality() == CUSTOMERS);
    int before = withdrawals();

    post(
        "/sandbox/phones/" + URLEncoder.encode(phone(1), StandardCharsets.UTF_8) + "/reply",
        "{\"text\":\"r\"}");
    await(() -> withdrawals() == before + 1);
    var second = new MessageSource("test", UUID.randomUUID());
    add(second, customers);

    await(() -> outcomes(second).pending().isEmpty());
    assertThat(outcomes(second).failed()).isEqualTo(RoaringBitmap.bitmapOf(customers.get(1)));
    assertThat(outcomes(second).reached().getCardinality()).isEqualTo(CUSTOMERS - 1);
    assertThat(books(second).get("persons").asInt()).isEqualTo(CUSTOMERS - 1);
    dsl.execute("truncate reach_message.suppression");
  }

  @Test
  void aNumberThatNobodyHasIsAFailure() {
    setUp(true);
    int nobody = customer(99);
    var source = new MessageSource("test", UUID.randomUUID());

    add(source, List.of(customers.getFirst(), nobody));

    await(() -> outcomes(source).pending().isEmpty());
    assertThat(outcomes(source).failed()).isEqualTo(RoaringBitmap.bitmapOf(nobody));
  }

  private void setUp(boolean isKeyed) {
    var saved =
        client.send(
            "PUT",
            "/api/channels/sms",
            """
            {"baseUrl":"%s","apiKey":"key-1","signature":"泉屿","pricePerPart":0.045,\
            "currency":"CNY","isKeyed":%s,"callsPerMinute":6000,"recipientsMax":1000,\
            "callbackSecret":"%s"}
            """
                .formatted(sandbox.url(), isKeyed, CALLBACK_SECRET),
            Map.of("If-Match", "\"0\""));
    assertThat(saved.status()).isEqualTo(200);
    world(
        """
        {"smsAccount":{"apiKey":"key-1","keyed":%s,"callbackUrl":"%s","callbackSecret":"%s","reportAfterMs":20}}
        """
            .formatted(
                isKeyed, server + saved.json().get("callbackPath").asString(), CALLBACK_SECRET));
    var test = client.send("POST", "/api/channels/sms/test", null, Map.of());
    assertThat(test.json().get("outcome").asString()).isEqualTo("connected");
  }

  private void add(MessageSource source, List<Integer> to) {
    List<NewDispatch> calls = new ArrayList<>();
    for (int from = 0; from < to.size(); from += A_CALL) {
      calls.add(
          new NewDispatch(
              "sms",
              "",
              MessagePurpose.MARKETING,
              false,
              new MessageContent("${name}，新品到店", Map.of("name", "您好"), java.util.Optional.empty()),
              to.subList(from, Math.min(from + A_CALL, to.size())),
              0,
              Clock.systemUTC().instant()));
    }
    transactions.executeWithoutResult(_ -> outbox.add(source, calls));
  }

  private Outcomes outcomes(MessageSource source) {
    return outbox.outcomes(source, 0);
  }

  private int withdrawals() {
    return dsl.fetchCount(DSL.table("know_consent.decision"));
  }

  private JsonNode books(MessageSource source) {
    var mark = outbox.campaignMark(source);
    return JsonMapper.shared()
        .readTree(get("/sandbox/books"))
        .get("marks")
        .valueStream()
        .filter(one -> one.get("mark").asString().equals(mark))
        .findFirst()
        .orElseThrow();
  }

  /** The same customer every time: the server lives as long as the class. */
  private int customer(int number) {
    var phone = phone(number);
    var name = "张" + (char) ('一' + number);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var at = Clock.systemUTC().instant();
          var claim =
              new IdentityClaim(
                  "crm",
                  "c" + number,
                  List.of(ClaimedIdentifier.phone(phone)),
                  name,
                  null,
                  null,
                  at);
          var resolution = identities.resolve(List.of(claim));
          var account = resolution.accounts().getFirst();
          profiles.record(
              resolution.moves(),
              List.of(
                  new ProfileClaim(
                      account,
                      "crm",
                      at,
                      new PersonalValues(name, null, phone, null, null, null),
                      null,
                      null,
                      null,
                      null,
                      null,
                      Map.of())));
          return account.customerNo();
        }));
  }

  private static String phone(int number) {
    return "+861380000%04d".formatted(number);
  }

  private void world(String line) {
    post("/sandbox/world", line);
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(sandbox.url() + path)).build());
  }

  private void post(String path, String body) {
    send(
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private String send(HttpRequest request) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
