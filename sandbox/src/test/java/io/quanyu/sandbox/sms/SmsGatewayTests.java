package io.quanyu.sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's calls, without its callbacks. */
class SmsGatewayTests {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String KNOWN = "+8613800000004";
  private static final String UNKNOWN = "+8613800000099";

  @TempDir Path data;
  private RunningSandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.withWorld(data);
    sandbox.post(
        "/sandbox/world",
        """
        {"smsAccount":{"apiKey":"keyed","keyed":true,"balance":100}}
        {"smsAccount":{"apiKey":"plain","keyed":false}}
        """);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void deliversToNumbersThatTheWorldKnows() throws IOException {
    JsonNode answer =
        ok("keyed", null, call("qy-spring26-K3F9", sms("1", KNOWN), sms("2", UNKNOWN)));
    assertThat(answer.path("id").asString()).startsWith("sms");
    assertThat(answer.path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.path("refused")).isEmpty();
    JsonNode books = sandbox.campaign("qy-spring26");
    assertThat(books.path("delivered").asInt()).isEqualTo(1);
    assertThat(books.path("failed").asInt()).isEqualTo(1);
    assertThat(books.path("persons").asInt()).isEqualTo(1);
    assertThat(books.path("smsParts").asInt()).isEqualTo(2);
    assertThat(books.path("channels").path("sms").path("delivered").asInt()).isEqualTo(1);
    JsonNode row = sandbox.lines("/sandbox/books/deliveries?mark=qy-spring26").getFirst();
    assertThat(row.path("personId").asString()).isEqualTo("p4");
    assertThat(row.path("channel").asString()).isEqualTo("sms");
    assertThat(row.path("ref").asString()).isEqualTo("1");
    assertThat(row.path("text").asString()).isEqualTo("【泉域】hi");
    assertThat(sandbox.lines("/sandbox/books/persons?mark=qy-spring26").getLast().toString())
        .isEqualTo("{\"personId\":\"+8613800000099\",\"channel\":\"sms\",\"outcome\":\"failed\"}");
  }

  @Test
  void refusesSingleMessagesByTheirFault() throws IOException {
    JsonNode answer =
        ok(
            "keyed",
            null,
            call(
                "b1",
                sms("1", KNOWN),
                message("2", KNOWN, "no signature"),
                message("3", KNOWN, "【】x"),
                message("4", "+14155550100", "【泉域】hi"),
                message("5", KNOWN, " "),
                message("6", KNOWN, "【泉域】" + "a".repeat(496)),
                message("7", KNOWN, "【泉域】" + "a".repeat(497))));
    assertThat(answer.path("accepted").asInt()).isEqualTo(2);
    Map<String, String> codes = new HashMap<>();
    answer
        .path("refused")
        .forEach(it -> codes.put(it.path("ref").asString(), it.path("code").asString()));
    assertThat(codes)
        .isEqualTo(
            Map.of(
                "2", "NO_SIGNATURE",
                "3", "NO_SIGNATURE",
                "4", "BAD_NUMBER",
                "5", "EMPTY_TEXT",
                "7", "TOO_LONG"));
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    String many =
        call(
            "b1",
            IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> sms("r" + i, KNOWN))
                .toArray(String[]::new));
    for (String body :
        List.of(
            "nonsense",
            "[]",
            "{}",
            "{\"batch\":\"b1\",\"messages\":[]}",
            call("b 1", sms("1", KNOWN)),
            call("b1", sms("", KNOWN)),
            call("b1", sms("1", KNOWN), sms("1", KNOWN)),
            many)) {
      HttpResponse<String> answer = send("keyed", null, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(MAPPER.readTree(answer.body()).path("code").asString()).isEqualTo("INVALID");
    }
    assertThat(sandbox.get("/sandbox/books").path("marks")).isEmpty();
  }

  @Test
  void refusesWhomItDoesNotKnow() throws IOException {
    assertThat(send("stranger", null, call("b1", sms("1", KNOWN))).statusCode()).isEqualTo(401);
    assertThat(sandbox.exchange("/sms/v1/account", "GET", "").statusCode()).isEqualTo(401);
    assertThat(
            sandbox
                .exchange("/sms/v1/account", "GET", "", Map.of("Authorization", "Basic keyed"))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void paysByThePart() throws IOException {
    ok("keyed", null, call("b1", message("1", KNOWN, "【泉域】" + "字".repeat(66))));
    assertThat(balance("keyed")).as("70 characters").isEqualTo(99);
    ok("keyed", null, call("b2", message("1", KNOWN, "【泉域】" + "字".repeat(67))));
    assertThat(balance("keyed")).as("71 characters").isEqualTo(97);
    ok("keyed", null, call("b3", message("1", KNOWN, "【泉域】" + "字".repeat(130))));
    assertThat(balance("keyed")).as("134 characters").isEqualTo(95);
    ok("keyed", null, call("b4", message("1", KNOWN, "【泉域】" + "字".repeat(131))));
    assertThat(balance("keyed")).as("135 characters").isEqualTo(92);
    String[] tooMany =
        IntStream.range(0, 93).mapToObj(i -> sms("r" + i, KNOWN)).toArray(String[]::new);
    HttpResponse<String> refused = send("keyed", null, call("b5", tooMany));
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(MAPPER.readTree(refused.body()).path("code").asString()).isEqualTo("NO_BALANCE");
    assertThat(balance("keyed")).as("nothing was sent").isEqualTo(92);
    sandbox.post(
        "/sandbox/world", "{\"smsAccount\":{\"apiKey\":\"keyed\",\"keyed\":true,\"balance\":93}}");
    ok("keyed", null, call("b6", tooMany));
    assertThat(balance("keyed")).isZero();
  }

  @Test
  void theSameKeyIsAnsweredAsTheFirstTimeForADay() throws IOException {
    String body = call("qy-spring26-A", sms("1", KNOWN), message("2", KNOWN, "unsigned"));
    JsonNode first = ok("keyed", "k1", body);
    assertThat(ok("keyed", "k1", body)).isEqualTo(first);
    assertThat(ok("keyed", "k1", call("other", sms("9", KNOWN)))).isEqualTo(first);
    stop();
    sandbox = RunningSandbox.on(data);
    assertThat(ok("keyed", "k1", body)).as("after a restart").isEqualTo(first);
    assertThat(ok("keyed", "k2", body)).isNotEqualTo(first);
    assertThat(sandbox.campaign("qy-spring26").path("delivered").asInt()).isEqualTo(2);
    sandbox.advanceSeconds(86_399);
    assertThat(ok("keyed", "k1", body)).isEqualTo(first);
    sandbox.advanceSeconds(1);
    assertThat(ok("keyed", "k1", body)).isNotEqualTo(first);
  }

  @Test
  void withoutKeysEveryCallSends() throws IOException {
    String body = call("qy-spring26-A", sms("1", KNOWN));
    ok("plain", "k1", body);
    ok("plain", "k1", body);
    JsonNode books = sandbox.campaign("qy-spring26");
    assertThat(books.path("delivered").asInt()).isEqualTo(2);
    assertThat(books.path("persons").asInt()).isEqualTo(1);
    assertThat(books.path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void sumsOverBothChannels() throws Exception {
    sandbox.post(
        "/sandbox/world",
        """
        {"person":{"personId":"p1","unionid":"u1","externalUserid":"wm1","phone":"138 0000 0001","followedBy":["ann"]}}
        """);
    String msgid =
        sandbox
            .client()
            .getExternalContactService()
            .addMsgTemplate(RunningSandbox.message("ann", "hi qy-spring26-A", "wm1", "wm2"))
            .getMsgId();
    sandbox.confirm("ann", msgid);
    ok("keyed", null, call("qy-spring26-B", sms("1", "+8613800000001"), sms("4", KNOWN)));
    JsonNode books = sandbox.campaign("qy-spring26");
    assertThat(books.path("delivered").asInt()).isEqualTo(4);
    assertThat(books.path("persons").asInt()).isEqualTo(3);
    assertThat(books.path("duplicates").asInt()).as("p1, over both").isEqualTo(1);
    assertThat(books.path("channels").path("wecom").path("delivered").asInt()).isEqualTo(2);
  }

  @Test
  void aSharedNumberStandsForOnePersonARef() throws IOException {
    sandbox.post(
        "/sandbox/world",
        """
        {"person":{"personId":"p5","phone":"+86 138-0000-0004"}}
        """);
    ok("keyed", null, call("qy-spring26-A", sms("1", KNOWN), sms("2", KNOWN)));
    assertThat(sandbox.campaign("qy-spring26").path("persons").asInt()).isEqualTo(2);
    assertThat(sandbox.campaign("qy-spring26").path("duplicates").asInt()).isZero();
    ok("keyed", null, call("qy-spring26-B", sms("2", KNOWN)));
    assertThat(sandbox.campaign("qy-spring26").path("duplicates").asInt()).isEqualTo(1);
    ok("keyed", null, call("qy-spring26-C", sms("3", KNOWN)));
    assertThat(sandbox.campaign("qy-spring26").path("duplicates").asInt()).isEqualTo(2);
  }

  @Test
  void limitsCallsAMinuteAndSaysWhenToComeAgain() throws IOException {
    sandbox.post("/sandbox/limits", "{\"smsPerMinute\":2}");
    ok("keyed", null, call("b1", sms("1", KNOWN)));
    sandbox.advanceSeconds(20);
    ok("keyed", null, call("b2", sms("1", KNOWN)));
    HttpResponse<String> refused = send("keyed", null, call("b3", sms("1", KNOWN)));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("40");
    assertThat(send("plain", null, call("b3", sms("1", KNOWN))).statusCode())
        .as("another account")
        .isEqualTo(200);
    sandbox.advanceSeconds(39);
    assertThat(send("keyed", null, call("b3", sms("1", KNOWN))).headers().firstValue("retry-after"))
        .contains("1");
    sandbox.advanceSeconds(1);
    ok("keyed", null, call("b3", sms("1", KNOWN)));
    assertThat(sandbox.get("/sandbox/books").path("sms").path("refusedByLimit").asInt())
        .isEqualTo(2);
  }

  @Test
  void misbehavesWhenTold() throws IOException {
    String body = call("qy-spring26-A", sms("1", KNOWN));
    misbehave("busy");
    assertThat(send("plain", null, body).statusCode()).isEqualTo(503);
    misbehave("limit");
    HttpResponse<String> limited = send("plain", null, body);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).contains("1");
    misbehave("fail");
    assertThat(send("plain", null, body).statusCode()).isEqualTo(500);
    misbehave("cut");
    assertThatThrownBy(() -> send("plain", null, body)).isInstanceOf(IOException.class);
    assertThat(sandbox.get("/sandbox/books").path("marks")).as("nothing was sent").isEmpty();
    misbehave("loseAnswer");
    assertThatThrownBy(() -> send("plain", null, body)).isInstanceOf(IOException.class);
    assertThat(sandbox.campaign("qy-spring26").path("delivered").asInt()).isEqualTo(1);
    misbehave("failLate");
    assertThat(send("plain", null, body).statusCode()).isEqualTo(504);
    assertThat(sandbox.campaign("qy-spring26").path("delivered").asInt()).isEqualTo(2);
  }

  /** A keyed account may be asked again after a lost answer: that is what keys are for. */
  @Test
  void aKeyHealsALostAnswer() throws IOException {
    String body = call("qy-spring26-A", sms("1", KNOWN));
    misbehave("loseAnswer");
    assertThatThrownBy(() -> send("keyed", "k1", body)).isInstanceOf(IOException.class);
    assertThat(ok("keyed", "k1", body).path("accepted").asInt()).isEqualTo(1);
    assertThat(sandbox.campaign("qy-spring26").path("delivered").asInt()).isEqualTo(1);
  }

  private void misbehave(String kind) {
    sandbox.post(
        "/sandbox/misbehaviour",
        """
        {"kind":"%s","path":"/sms/","times":1}
        """
            .formatted(kind));
  }

  private static String sms(String ref, String to) {
    return message(ref, to, "【泉域】hi");
  }

  private static String message(String ref, String to, String text) {
    return MAPPER.writeValueAsString(Map.of("ref", ref, "to", to, "text", text));
  }

  private static String call(String batch, String... messages) {
    return List.of(messages).stream()
        .collect(Collectors.joining(",", "{\"batch\":\"" + batch + "\",\"messages\":[", "]}"));
  }

  private long balance(String apiKey) throws IOException {
    return MAPPER
        .readTree(
            sandbox
                .exchange("/sms/v1/account", "GET", "", Map.of("Authorization", "Bearer " + apiKey))
                .body())
        .path("balance")
        .asLong();
  }

  private JsonNode ok(String apiKey, @Nullable String key, String body) throws IOException {
    HttpResponse<String> answer = send(apiKey, key, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> send(String apiKey, @Nullable String key, String body)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + apiKey);
    if (key != null) {
      headers.put("Idempotency-Key", key);
    }
    return sandbox.exchange("/sms/v1/messages", "POST", body, headers);
  }
}
