package io.quanyu.reach.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.segment.spi.CustomerDirectory;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.broadcast.internal.AdvancingBroadcasts;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A broadcast over HTTP from its estimate to its results: 100 customers, of whom 1–40 have a guide
 * and 31–80 a letter box.
 */
@ServerTest
class BroadcastApiIT {

  private static final int CUSTOMERS = 100;

  @TestConfiguration(proxyBeanMethods = false)
  static class HundredCustomers {
    @Bean
    @Primary
    CustomersOfScope hundredNumbers() {
      return _ -> RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L);
    }

    @Bean
    @Primary
    CustomerDirectory hundredCustomers() {
      return new CustomerDirectory() {
        @Override
        public OptionalInt customerNo(UUID customerId) {
          return OptionalInt.of((int) customerId.getLeastSignificantBits());
        }

        @Override
        public List<?> summaries(List<Integer> customerNos) {
          return customerNos;
        }
      };
    }

    @Bean
    @Primary
    SessionSource namedInTheToken() {
      return token -> Optional.of(Caller.ofBrand(token, token, false, Set.copyOf(Permission.ALL)));
    }

    @Bean
    TestChannel walkie(Clock clock) {
      var channel = TestChannel.ofGuides("walkie", 10, clock);
      channel.setSenders(
          Map.of(
              "anna", RoaringBitmap.bitmapOfRange(1, 21),
              "ben", RoaringBitmap.bitmapOfRange(21, 41)));
      return channel;
    }

    @Bean
    TestChannel paper(Clock clock) {
      var channel = TestChannel.ofTheBrand("paper", 10, clock);
      channel.setSenders(Map.of("", RoaringBitmap.bitmapOfRange(31, 81)));
      return channel;
    }
  }

  private final Environment environment;
  private final JdbcClient jdbc;
  private final AdvancingBroadcasts advancing;
  private String segment = "";
  private String template = "";

  BroadcastApiIT(
      Environment environment,
      JdbcClient jdbc,
      AdvancingBroadcasts advancing,
      @Qualifier("runningBroadcasts") SmartLifecycle running) {
    this.environment = environment;
    this.jdbc = jdbc;
    this.advancing = advancing;
    running.stop(); // steps are done when a test says so
  }

  @BeforeEach
  void aSegmentATemplateAndCustomers() {
    jdbc.sql(
            """
            insert into know_identity.customer (customer_no, customer_id, created_at)
            select no, ('00000000-0000-0000-0000-' || lpad(to_hex(no), 12, '0'))::uuid, now()
            from generate_series(1, ?) no on conflict do nothing
            """)
        .param(CUSTOMERS)
        .update();
    segment =
        created(
            "/api/segments",
            """
            {"name":"No buyers","condition":{"type":"not","condition":
              {"type":"metric","metric":"orders","operator":"at_least","min":1}}}
            """);
    template =
        created(
            "/api/message-templates",
            """
            {"name":"Hello","purpose":"service","fallbacks":{},
             "contents":{"paper":{"text":"Hello"},"walkie":{"text":"Hi"}}}
            """);
  }

  @Test
  void anEstimateSaysWhoWouldGetItOverWhat() {
    var estimate =
        as("anna", "POST", "/api/broadcasts/estimate", estimate("\"walkie\",\"paper\"")).json();

    assertThat(estimate.path("audience").asInt()).isEqualTo(100);
    assertThat(estimate.path("unreachable").asInt()).isEqualTo(20);
    assertThat(estimate.path("globalControl").asInt()).isZero();
    int control = estimate.path("control").asInt();
    assertThat(control).isBetween(4, 32);
    assertThat(estimate.path("chosen").asInt()).isEqualTo(80 - control);
    assertThat(estimate.at("/reasons/0/reason").asString()).isEqualTo("no_address");
    assertThat(estimate.at("/reasons/0/customers").asInt()).isEqualTo(20);
    var walkie = estimate.at("/channels/0");
    assertThat(walkie.path("channel").asString()).isEqualTo("walkie");
    assertThat(walkie.path("lit").asInt()).isEqualTo(40);
    assertThat(walkie.at("/refused/0/customers").asInt()).isEqualTo(60);
    assertThat(walkie.path("first").asInt() + estimate.at("/channels/1/first").asInt())
        .isEqualTo(80 - control);
    assertThat(estimate.path("senders").asInt()).isEqualTo(2);
    assertThat(estimate.has("mde")).as("nobody bought").isFalse();
    assertThat(type(as("anna", "POST", "/api/broadcasts/estimate", estimate("\"pigeon\""))))
        .isEqualTo("/problems/reach.broadcast/broadcast-invalid");
  }

  @Test
  void resultsEffectGuidesAndTracesAddUp() {
    var id = launched();

    var results = as("anna", "GET", "/api/broadcasts/" + id + "/results", null).json();
    int chosen = results.path("chosen").asInt();
    assertThat(results.path("audience").asInt()).isEqualTo(100);
    assertThat(results.path("eligible").asInt()).isEqualTo(80);
    assertThat(chosen + results.path("control").asInt()).isEqualTo(80);
    assertThat(results.at("/unreachable/0/customers").asInt()).isEqualTo(20);
    var customers = results.path("customers");
    assertThat(
            customers.path("reached").asInt()
                + customers.path("pending").asInt()
                + customers.path("failed").asInt()
                + customers.path("unknown").asInt())
        .isEqualTo(chosen);
    assertThat(
            results
                .path("channels")
                .valueStream()
                .mapToInt(channel ->
                    channel.path("planned").asInt()
                        + channel.path("sending").asInt()
                        + channel.path("sent").asInt())
                .sum())
        .isEqualTo(chosen);
    var broadcast = as("anna", "GET", "/api/broadcasts/" + id, null).json();
    assertThat(broadcast.at("/figures/chosen").asInt()).isEqualTo(chosen);
    assertThat(broadcast.path("mark").asString()).startsWith("qy-");

    var effect = as("anna", "GET", "/api/broadcasts/" + id + "/effect", null).json();
    assertThat(effect.at("/treated/customers").asInt()).isEqualTo(chosen);
    assertThat(effect.at("/treated/buyers").asInt()).isZero();
    assertThat(effect.path("isOver").asBoolean()).isFalse();
    assertThat(as("anna", "GET", "/api/broadcasts/" + id + "/guides", null).status())
        .isEqualTo(200);

    int passed = 0;
    for (int no = 1; no <= CUSTOMERS; no++) {
      var trace = trace(id, no);
      var steps = trace.path("steps");
      boolean hasMessage =
          steps.valueStream().anyMatch(step -> step.path("step").asString().equals("message"));
      passed += hasMessage ? 1 : 0;
      assertThat(trace.path("messages").size()).as("customer %d", no).isEqualTo(hasMessage ? 1 : 0);
      if (no > 80) {
        assertThat(steps.get(steps.size() - 1).path("reason").asString()).isEqualTo("unreachable");
      }
    }
    assertThat(passed).isEqualTo(chosen);
  }

  @Test
  void isPausedResumedAndStopped() {
    var id = launched();

    assertThat(state(as("ben", "POST", "/api/broadcasts/" + id + "/pause", null)))
        .isEqualTo("paused");
    assertThat(type(as("ben", "POST", "/api/broadcasts/" + id + "/pause", null)))
        .isEqualTo("/problems/reach.broadcast/state-wrong");
    assertThat(state(as("ben", "POST", "/api/broadcasts/" + id + "/resume", null)))
        .isEqualTo("sending");
    assertThat(state(as("ben", "POST", "/api/broadcasts/" + id + "/stop", null)))
        .isEqualTo("stopped");
    advance();
    assertThat(state(as("ben", "GET", "/api/broadcasts/" + id, null))).isEqualTo("stopped");
    assertThat(type(as("ben", "POST", "/api/broadcasts/" + id + "/resume", null)))
        .isEqualTo("/problems/reach.broadcast/state-wrong");
  }

  @Test
  void aTestGoesToAFewOverEveryChannelAgainAndAgain() {
    var id = created("/api/broadcasts", broadcast());
    var body = "{\"customerIds\":[\"%s\",\"%s\"]}".formatted(customer(1), customer(35));

    for (int i = 0; i < 2; i++) {
      var sent = as("anna", "POST", "/api/broadcasts/" + id + "/test-send", body);
      assertThat(sent.status()).isEqualTo(202);
      assertThat(sent.json().at("/messages/0/customers").asInt()).isEqualTo(2);
      assertThat(sent.json().at("/messages/1/customers").asInt()).isEqualTo(1);
      assertThat(sent.json().at("/refused/1/reasons/0/reason").asString()).isEqualTo("no_address");
    }
    assertThat(
            type(
                as("anna", "POST", "/api/broadcasts/" + id + "/test-send", "{\"customerIds\":[]}")))
        .isEqualTo("/problems/reach.broadcast/broadcast-invalid");
  }

  @Test
  void thereAreNoResultsBeforeTheLaunch() {
    var id = created("/api/broadcasts", broadcast());

    for (var part : List.of("results", "effect", "guides", "trace?customerId=" + customer(1))) {
      assertThat(type(as("anna", "GET", "/api/broadcasts/" + id + "/" + part, null)))
          .as(part)
          .isEqualTo("/problems/reach.broadcast/state-wrong");
    }
  }

  private String launched() {
    var id = created("/api/broadcasts", broadcast());
    as("anna", "POST", "/api/broadcasts/" + id + "/submit", null);
    as("carl", "POST", "/api/broadcasts/" + id + "/approve", "{}");
    advance();
    assertThat(state(as("anna", "GET", "/api/broadcasts/" + id, null))).isEqualTo("sending");
    return id;
  }

  private void advance() {
    while (advancing.advance()) {
      // until no broadcast is due
    }
  }

  private JsonNode trace(String id, int customerNo) {
    return as(
            "anna",
            "GET",
            "/api/broadcasts/" + id + "/trace?customerId=" + customer(customerNo),
            null)
        .json();
  }

  private static UUID customer(int no) {
    return new UUID(0, no);
  }

  private String broadcast() {
    return """
    {"name":"Autumn","segmentId":"%s","templateId":"%s","channels":["walkie","paper"],
     "controlBp":2000,"spreadMinutes":0,"effectDays":14,"currency":"CNY"}
    """
        .formatted(segment, template);
  }

  private String estimate(String channels) {
    return """
    {"segmentId":"%s","templateId":"%s","channels":[%s],
     "controlBp":2000,"effectDays":14,"currency":"CNY"}
    """
        .formatted(segment, template, channels);
  }

  private String created(String path, String body) {
    var answer = as("anna", "POST", path, body);
    assertThat(answer.status()).as(() -> String.valueOf(answer.response().body())).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private Answer as(String person, String method, String path, @Nullable String body) {
    return ServerClient.as(environment, person, method, path, body, Map.of());
  }

  private static String state(Answer answer) {
    return answer.json().path("state").asString();
  }

  private static String type(Answer answer) {
    return answer.json().path("type").asString();
  }
}
