package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelContract;
import io.quanyu.sandbox.Sandbox;
import io.quanyu.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of channels over the sandbox's gateway, with keys and without. */
class SmsChannelContractIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String SEND = "/sms/v1/messages";
  private static final Duration WHOLE_MAX = Duration.ofMillis(1_500);

  @Nested
  class Keyed extends Contract {
    Keyed() {
      super(true);
    }
  }

  @Nested
  class Unkeyed extends Contract {
    Unkeyed() {
      super(false);
    }

    @Test
    void aLostCallIsNeverMadeAgain() {
      var call = call(newMark());
      vendor().losesTheNextAnswer();
      channel().send(call);

      assertThat(channel().send(call))
          .isInstanceOf(io.quanyu.reach.channel.CallAnswer.Unknown.class);
      assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
      assertThat(vendor().requests()).isEqualTo(1);
    }
  }

  /** With customers who are people of the sandbox. */
  abstract static class Contract extends ChannelContract {

    private final boolean isKeyed;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SmsFixture sms = new SmsFixture(database);
    private final SmsChannel channel = sms.channel(WHOLE_MAX);
    private final SmsChannel notSetUp = sms.channel(sms.noGateway(), WHOLE_MAX);
    private int dark;
    private Sandbox sandbox;
    private Relay relay;

    Contract(boolean isKeyed) {
      this.isKeyed = isKeyed;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
      sandbox = Sandbox.start(0, folder, Clock.systemUTC());
      relay = new Relay(sandbox.url());
      var world = new StringBuilder();
      world.append(
          """
          {"smsAccount":{"apiKey":"%s","keyed":%s}}
          """
              .formatted(SmsFixture.API_KEY, isKeyed));
      for (int i = 1; i <= 4; i++) {
        sms.customer("c" + i, "张" + (char) ('一' + i), "+861380000000" + i);
        world.append(
            """
            {"person":{"personId":"p%d","phone":"1380000000%d"}}
            """
                .formatted(i, i));
      }
      dark = sms.customer("dark", "黑", null);
      post("/sandbox/world", world.toString());
      sms.gateway(relay.url(), isKeyed);
    }

    @AfterEach
    void close() {
      relay.close();
      sandbox.close();
      http.close();
    }

    @Override
    protected Channel channel() {
      return channel;
    }

    @Override
    protected Channel channelNotSetUp() {
      return notSetUp;
    }

    @Override
    protected Clock clock() {
      return sms.clock;
    }

    @Override
    protected int darkCustomer() {
      return dark;
    }

    @Override
    protected Vendor vendor() {
      return new Vendor() {
        @Override
        public void cutsTheNextCall() {
          misbehaves("cut", Map.of());
        }

        @Override
        public void losesTheNextAnswer() {
          misbehaves("loseAnswer", Map.of());
        }

        @Override
        public void answersTheNextCallAfter(Duration delay) {
          misbehaves("slow", Map.of("delayMs", delay.toMillis()));
        }

        @Override
        public void isAtItsLimitOnce() {
          misbehaves("limit", Map.of());
        }

        // The books know campaigns; of each test one call is counted, by the ids of the gateway.
        @Override
        public int timesDone(String mark) {
          var campaign = mark.substring(0, mark.lastIndexOf('-'));
          Set<String> ids = new HashSet<>();
          get("/sandbox/books/deliveries?mark=" + campaign)
              .lines()
              .filter(line -> !line.isBlank())
              .forEach(line -> ids.add(json(line).get("messageId").asString()));
          return ids.size();
        }

        @Override
        public int requests() {
          return relay.connections();
        }
      };
    }

    @Test
    void theBooksSeeEachCustomerOnceUnderTheCampaign() {
      Call call = call(newMark());
      channel().send(call);

      var mark = json(get("/sandbox/books")).get("marks").get(0);
      assertThat(mark.get("mark").asString()).isEqualTo("qy-00000a");
      assertThat(mark.get("persons").asInt()).isEqualTo(call.customerNos().size());
      assertThat(mark.get("duplicates").asInt()).isZero();
    }

    private void misbehaves(String kind, Map<String, Object> more) {
      var rule = new java.util.HashMap<String, Object>(more);
      rule.put("kind", kind);
      rule.put("path", SEND);
      rule.put("times", 1);
      post("/sandbox/misbehaviour", JsonMapper.shared().writeValueAsString(rule));
    }

    private static JsonNode json(String text) {
      return JsonMapper.shared().readTree(text);
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
  }
}
