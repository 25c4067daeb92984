package io.quanyu.sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quanyu.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports and replies as their receiver sees them. */
class SmsWebhooksTests {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final byte[] SECRET = "a secret of 24 bytes ...".getBytes(StandardCharsets.UTF_8);

  private record Received(String id, String timestamp, String signature, String body) {
    JsonNode json() {
      return MAPPER.readTree(body);
    }
  }

  @TempDir Path data;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private RunningSandbox sandbox;
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/callback", this::receive);
    receiver.start();
    sandbox = RunningSandbox.withWorld(data);
    account(receiver.getAddress().getPort());
  }

  private void account(int port) {
    sandbox.post(
        "/sandbox/world",
        """
        {"smsAccount":{"apiKey":"a","keyed":true,"callbackUrl":"http://127.0.0.1:%d/callback","callbackSecret":"whsec_%s","reportAfterMs":1}}
        """
            .formatted(port, Base64.getEncoder().encodeToString(SECRET)));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.stop(0);
  }

  @Test
  void reportsWhatBecameOfEachMessageSigned() throws Exception {
    JsonNode answer = send("\"to\":\"+8613800000004\"", "\"to\":\"+8613800000099\"");
    Received report = next();
    assertThat(report.signature()).isEqualTo(signature(report));
    assertThat(report.timestamp()).isEqualTo(Long.toString(RunningSandbox.START.getEpochSecond()));
    assertThat(report.body())
        .isEqualTo(
            """
            {"type":"report","id":"%s","events":[\
            {"ref":"0","status":"DELIVERED","at":"2026-11-09T04:00:00Z"},\
            {"ref":"1","status":"FAILED","reason":"UNKNOWN_NUMBER","at":"2026-11-09T04:00:00Z"}]}\
            """
                .formatted(answer.path("id").asString()));
  }

  @Test
  void tellsOfReplies() throws Exception {
    sandbox.post("/sandbox/phones/+8613800000004/reply", "{\"text\":\"R\"}");
    Received reply = next();
    assertThat(reply.signature()).isEqualTo(signature(reply));
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"reply\",\"from\":\"+8613800000004\",\"text\":\"R\",\"at\":\"2026-11-09T04:00:00Z\"}");
    sandbox.send("/sandbox/phones/123/reply", "POST", "{\"text\":\"R\"}", 400);
  }

  @Test
  void thePopulationAnswersByItself() throws Exception {
    sandbox.post(
        "/sandbox/population", "{\"replyShare\":1,\"reactAfterMs\":{\"min\":0,\"max\":0}}");
    send("\"to\":\"+8613800000004\"", "\"to\":\"+8613800000099\"");
    List<String> types =
        List.of(next().json().path("type").asString(), next().json().path("type").asString());
    assertThat(types).containsExactlyInAnyOrder("report", "reply");
    sandbox.awaitIdle();
    assertThat(received).isEmpty();
    JsonNode sms = sandbox.get("/sandbox/books").path("sms");
    assertThat(sms.path("reportsTaken").asInt()).isEqualTo(1);
    assertThat(sms.path("repliesTaken").asInt()).isEqualTo(1);
    assertThat(sms.path("callbacksPending").asInt()).isZero();
  }

  /** The clock that was moved is ours alone: receivers check the timestamp against theirs. */
  @Test
  void signsWithTheTimeOutside() throws Exception {
    sandbox.advanceSeconds(86_400);
    send("\"to\":\"+8613800000004\"");
    Received report = next();
    assertThat(report.timestamp()).isEqualTo(Long.toString(RunningSandbox.START.getEpochSecond()));
    assertThat(report.json().path("events").path(0).path("at").asString())
        .isEqualTo("2026-11-10T04:00:00Z");
  }

  @Test
  void triesAgainUnderTheSameId() throws Exception {
    failures.set(2);
    send("\"to\":\"+8613800000004\"");
    Received first = next();
    assertThat(next().id()).isEqualTo(first.id());
    assertThat(next().id()).isEqualTo(first.id());
    send("\"to\":\"+8613800000004\"");
    assertThat(next().id()).isNotEqualTo(first.id());
  }

  @Test
  void goesOnAfterARestartAndWithANewAddress() throws Exception {
    failures.set(Integer.MAX_VALUE);
    JsonNode answer = send("\"to\":\"+8613800000004\"");
    next();
    sandbox.close();
    failures.set(0);
    received.clear();
    sandbox = RunningSandbox.on(data);
    Received again = next();
    assertThat(again.json().path("id").asString()).isEqualTo(answer.path("id").asString());
    assertThat(again.id()).isEqualTo("report_" + answer.path("id").asString());
  }

  private JsonNode send(String... to) throws IOException {
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < to.length; i++) {
      messages
          .append(i == 0 ? "" : ",")
          .append("{\"ref\":\"" + i + "\"," + to[i] + ",\"text\":\"【泉域】hi\"}");
    }
    return MAPPER.readTree(
        sandbox
            .exchange(
                "/sms/v1/messages",
                "POST",
                "{\"batch\":\"b1\",\"messages\":[" + messages + "]}",
                Map.of("Authorization", "Bearer a"))
            .body());
  }

  /** As the receiver computes it, from the specification. */
  private static String signature(Received it) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    byte[] bytes =
        mac.doFinal(
            (it.id() + "." + it.timestamp() + "." + it.body()).getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(bytes);
  }

  private Received next() throws InterruptedException {
    Received it = received.poll(20, TimeUnit.SECONDS);
    assertThat(it).as("a callback").isNotNull();
    return it;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 204;
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            body));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
