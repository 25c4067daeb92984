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
import io.quanyu.testing.ServerTest;
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
  private static final int CUSTOMERS = 12;
  private static final int A_CALL = 3;

  private final Environment environment;
  private final DSLContext dsl;
  private final Identities identities;
  private final Profiles profiles;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final List<Integer> customers = new ArrayList<>();
  private ConnectedSms sms;

  SmsDeliveryIT(
      Environment environment,
      DSLContext dsl,
      Identities identities,
      Profiles profiles,
      Outbox outbox,
      TransactionTemplate transactions) {
    this.environment = environment;
    this.dsl = dsl;
    this.identities = identities;
    this.profiles = profiles;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    sms = new ConnectedSms(environment, dsl, folder);
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(customer(i));
      sms.person("p" + i, phone(i));
    }
  }

  @AfterEach
  void close() {
    sms.close();
  }

  @Test
  void everyTextArrivesOnceAndItsReceiptIsCountedThoughTheGatewayMisbehaves() {
    sms.connect(true);
    sms.post(
        "/sandbox/misbehaviour",
        "{\"kind\":\"loseAnswer\",\"path\":\"/sms/v1/messages\",\"share\":0.5,\"seed\":5,\"times\":3}");
    sms.post(
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
    sms.connect(false);
    sms.post(
        "/sandbox/misbehaviour",
        "{\"kind\":\"loseAnswer\",\"path\":\"/sms/v1/messages\",\"times\":1}");
    sms.post(
        "/sandbox/misbehaviour", "{\"kind\":\"cut\",\"path\":\"/sms/v1/messages\",\"times\":1}");
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
    sms.connect(true);
    var first = new MessageSource("test", UUID.randomUUID());
    add(first, customers);
    await(() -> outcomes(first).reached().getCardinality() == CUSTOMERS);
    int before = withdrawals();

    sms.reply(phone(1), "r");
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
    sms.connect(true);
    int nobody = customer(99);
    var source = new MessageSource("test", UUID.randomUUID());

    add(source, List.of(customers.getFirst(), nobody));

    await(() -> outcomes(source).pending().isEmpty());
    assertThat(outcomes(source).failed()).isEqualTo(RoaringBitmap.bitmapOf(nobody));
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
        .readTree(sms.get("/sandbox/books"))
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

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
