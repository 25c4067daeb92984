package io.quanyu.reach.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules of contact, suppressed addresses and the log of messages over HTTP. */
@ServerTest
class MessageApiIT {

  private static final String PAPER = "paper";
  private static final int CUSTOMERS = 5;

  /** Whoever's session token names permissions has them. */
  @TestConfiguration(proxyBeanMethods = false)
  static class People {
    @Bean
    @Primary
    SessionSource permittedInTheToken() {
      return token ->
          Optional.of(
              Caller.ofBrand(token, token, false, new HashSet<>(Arrays.asList(token.split("_")))));
    }

    @Bean
    TestChannel paper(Clock clock) {
      return TestChannel.ofTheBrand(PAPER, 10, clock);
    }
  }

  private static final String READER = "broadcasts.read_messages.read";
  private static final String WRITER = "broadcasts.read_broadcasts.write";
  private static final String MANAGER = "broadcasts.read_channels.manage";

  private final Environment environment;
  private final JdbcClient jdbc;
  private final Identities identities;
  private final TransactionTemplate transactions;
  private final Outbox outbox;
  private List<Integer> customerNos = List.of();
  private List<UUID> customerIds = List.of();

  MessageApiIT(
      Environment environment,
      JdbcClient jdbc,
      Identities identities,
      TransactionTemplate transactions,
      Outbox outbox) {
    this.environment = environment;
    this.jdbc = jdbc;
    this.identities = identities;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  @BeforeEach
  void customers() {
    jdbc.sql("truncate reach_message.suppression").update();
    jdbc.sql("update reach_message.contact_policy set version = 1").update();
    var claims =
        IntStream.range(0, CUSTOMERS)
            .mapToObj(i ->
                new IdentityClaim(
                    "crm",
                    "c" + i,
                    i == 0 ? List.of() : List.of(ClaimedIdentifier.phone("+861380000000" + i)),
                    null,
                    null,
                    null,
                    Instant.parse("2026-11-01T00:00:00Z")))
            .toList();
    var resolution = Objects.requireNonNull(transactions.execute(_ -> identities.resolve(claims)));
    customerNos = resolution.accounts().stream().map(account -> account.customerNo()).toList();
    var ids = identities.customerIds(customerNos);
    customerIds = customerNos.stream().map(no -> Objects.requireNonNull(ids.get(no))).toList();
  }

  @Test
  void theRulesOfContactAreReadAndChanged() {
    var before = as(READER, "GET", "/api/contact-policy", null);
    assertThat(before.status()).isEqualTo(200);
    assertThat(before.header("ETag")).isEqualTo("\"1\"");

    var changed =
        put(
            MANAGER,
            1,
            """
            {"caps":[{"messagesMax":3,"days":7},{"channel":"paper","messagesMax":1,"days":2}],
             "quietHours":{"from":"22:30","until":"08:00","zone":"Asia/Shanghai"},
             "globalControlBp":500}
            """);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.json().at("/caps/0").has("channel")).isFalse();
    assertThat(changed.json().at("/caps/1/channel").asString()).isEqualTo(PAPER);
    assertThat(changed.json().at("/quietHours/from").asString()).isEqualTo("22:30");
    assertThat(as(READER, "GET", "/api/contact-policy", null).json()).isEqualTo(changed.json());

    var late = put(MANAGER, 1, "{\"caps\":[],\"globalControlBp\":0}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(slug(late)).isEqualTo("contact-policy-changed");
    var open = put(MANAGER, 2, "{\"caps\":[],\"globalControlBp\":0}");
    assertThat(open.json().has("quietHours")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "caps | {\"globalControlBp\":0}",
        "caps[0] | {\"caps\":[{\"messagesMax\":-1,\"days\":7}],\"globalControlBp\":0}",
        "caps[0] | {\"caps\":[{\"messagesMax\":1,\"days\":367}],\"globalControlBp\":0}",
        "caps[0].channel | {\"caps\":[{\"channel\":\"x\",\"messagesMax\":1,\"days\":7}],\"globalControlBp\":0}",
        "quietHours | {\"caps\":[],\"globalControlBp\":0,\"quietHours\":{\"from\":\"9:00\",\"until\":\"10:00\",\"zone\":\"Asia/Shanghai\"}}",
        "quietHours | {\"caps\":[],\"globalControlBp\":0,\"quietHours\":{\"from\":\"09:00\",\"until\":\"09:00\",\"zone\":\"Asia/Shanghai\"}}",
        "quietHours | {\"caps\":[],\"globalControlBp\":0,\"quietHours\":{\"from\":\"09:00\",\"until\":\"10:00\",\"zone\":\"Moon\"}}",
        "quietHours | {\"caps\":[],\"globalControlBp\":0,\"quietHours\":{\"from\":\"09:00\"}}",
        "globalControlBp | {\"caps\":[],\"globalControlBp\":10001}",
      })
  void rulesThatMakeNoSenseAreRefusedWithTheirField(String field, String policy) {
    var refused = put(MANAGER, 1, policy);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(slug(refused)).isEqualTo("contact-policy-invalid");
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void anAddressIsSuppressedAndUsedAgain() {
    var added = suppress(WRITER, customerIds.get(1), PAPER, "dead_number");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.json().get("added").asInt()).isEqualTo(1);
    assertThat(
            suppress(WRITER, customerIds.get(1), PAPER, "dead_number").json().get("added").asInt())
        .isZero();
    suppress(WRITER, customerIds.get(1), PAPER, "complaint");
    suppress(WRITER, customerIds.get(2), PAPER, "dead_number");

    var first = as(READER, "GET", "/api/suppressions?limit=2", null).json();
    assertThat(first.at("/items/0/reason").asString()).isEqualTo("dead_number");
    assertThat(first.at("/items/0/customer/id").asString())
        .isEqualTo(customerIds.get(2).toString());
    assertThat(first.at("/items/1/reason").asString()).isEqualTo("complaint");
    var second =
        as(
                READER,
                "GET",
                "/api/suppressions?limit=2&cursor=" + first.get("nextCursor").asString(),
                null)
            .json();
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("nextCursor").isNull()).isTrue();
    assertThat(as(READER, "GET", "/api/suppressions?reason=complaint", null).json().get("items"))
        .hasSize(1);
    assertThat(as(READER, "GET", "/api/suppressions?channel=x", null).json().get("items"))
        .isEmpty();

    var path = "/api/suppressions/" + second.at("/items/0/id").asLong();
    assertThat(as(WRITER, "DELETE", path, null).status()).isEqualTo(204);
    var gone = as(WRITER, "DELETE", path, null);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(slug(gone)).isEqualTo("suppression-not-found");
    assertThat(as(READER, "GET", "/api/suppressions", null).json().get("items")).hasSize(2);
  }

  @Test
  void aSuppressionThatMakesNoSenseIsRefused() {
    var nothing = as(WRITER, "POST", "/api/suppressions", "{}");
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(slug(nothing)).isEqualTo("suppression-invalid");
    assertThat(nothing.json().get("errors")).hasSize(3);

    var unreachable = suppress(WRITER, customerIds.getFirst(), PAPER, "complaint");
    assertThat(unreachable.status()).isEqualTo(409);
    assertThat(slug(unreachable)).isEqualTo("suppression-without-address");
    assertThat(slug(as(READER, "GET", "/api/suppressions?reason=x", null)))
        .isEqualTo("filter-invalid");
  }

  @Test
  void theLogIsFilteredAndPaged() {
    var broadcast = UUID.randomUUID();
    var source = new MessageSource("broadcast", broadcast);
    // Nothing is sent: it is due tomorrow.
    var at = Instant.parse("2999-01-01T00:00:00Z");
    transactions.executeWithoutResult(_ ->
        outbox.add(
            source,
            List.of(
                planned(customerNos.subList(0, 3), "anna", at),
                planned(customerNos.subList(3, CUSTOMERS), "", at.plus(Duration.ofHours(1))))));

    List<Integer> seen = new ArrayList<>();
    var cursor = "";
    do {
      var page =
          as(READER, "GET", "/api/messages?limit=2&broadcastId=" + broadcast + cursor, null).json();
      page.get("items").forEach(item -> seen.add(item.at("/customer/customerNo").asInt()));
      assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    List<Integer> expected = new ArrayList<>(customerNos.subList(3, CUSTOMERS));
    expected.addAll(customerNos.subList(0, 3));
    assertThat(seen).containsExactlyElementsOf(expected);

    var ofOne = as(READER, "GET", "/api/messages?customerId=" + customerIds.get(1), null).json();
    assertThat(ofOne.get("items")).hasSize(1);
    var message = ofOne.at("/items/0");
    assertThat(message.get("state").asString()).isEqualTo("planned");
    assertThat(message.get("sender").asString()).isEqualTo("anna");
    assertThat(message.at("/source/id").asString()).isEqualTo(broadcast.toString());
    assertThat(message.at("/customer/id").asString()).isEqualTo(customerIds.get(1).toString());
    assertThat(message.get("at").asString()).isEqualTo(at.toString());
    assertThat(message.has("receivedAt")).isFalse();
    for (var state : MessageState.values()) {
      var filtered =
          as(
                  READER,
                  "GET",
                  "/api/messages?channel=paper&state=" + state.code() + "&broadcastId=" + broadcast,
                  null)
              .json();
      assertThat(filtered.get("items"))
          .as(state.code())
          .hasSize(state == MessageState.PLANNED ? CUSTOMERS : 0);
    }
    assertThat(
            as(READER, "GET", "/api/messages?customerId=" + UUID.randomUUID(), null)
                .json()
                .get("items"))
        .isEmpty();
    assertThat(slug(as(READER, "GET", "/api/messages?state=x", null))).isEqualTo("filter-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/contact-policy", "/api/suppressions", "/api/messages"})
  void nobodyReadsWithoutPermission(String path) {
    assertThat(as("segments.read", "GET", path, null).status()).isEqualTo(403);
    assertThat(as(READER, "GET", path, null).status()).isEqualTo(200);
  }

  @Test
  void readersChangeNothing() {
    assertThat(put(WRITER, 1, "{\"caps\":[],\"globalControlBp\":0}").status()).isEqualTo(403);
    assertThat(suppress(READER, customerIds.get(1), PAPER, "complaint").status()).isEqualTo(403);
    assertThat(as(READER, "DELETE", "/api/suppressions/1", null).status()).isEqualTo(403);
  }

  private static NewDispatch planned(List<Integer> customerNos, String sender, Instant at) {
    return new NewDispatch(
        PAPER,
        sender,
        MessagePurpose.SERVICE,
        false,
        MessageContent.ofText("您好"),
        customerNos,
        0,
        at);
  }

  private Answer put(String caller, int version, String policy) {
    return as(caller, "PUT", "/api/contact-policy", policy, "\"" + version + "\"");
  }

  private Answer suppress(String caller, UUID customerId, String channel, String reason) {
    return as(
        caller,
        "POST",
        "/api/suppressions",
        """
        {"customerId":"%s","channel":"%s","reason":"%s"}
        """
            .formatted(customerId, channel, reason));
  }

  private Answer as(String caller, String method, String path, @Nullable String body) {
    return as(caller, method, path, body, null);
  }

  private Answer as(
      String caller, String method, String path, @Nullable String body, @Nullable String ifMatch) {
    return ServerClient.as(
        environment,
        caller,
        method,
        path,
        body,
        ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch));
  }

  private static String slug(Answer answer) {
    return answer.json().get("type").asString().replace("/problems/reach.message/", "");
  }
}
