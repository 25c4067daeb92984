package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much one client may send, and how often. */
@ServerTest
@Import(LimitsIT.Probe.class)
class LimitsIT {

  private static final int JSON_MAX = 1 << 20;

  private final Environment environment;
  private final ServerClient client;

  LimitsIT(Environment environment) {
    this.environment = environment;
    this.client = ServerClient.commandLine(environment);
  }

  @TestConfiguration
  @RestController
  static class Probe {
    private final AtomicInteger asked = new AtomicInteger();

    @Expensive
    @GetMapping("/api/probe/all-customers")
    int allCustomers() {
      return asked.incrementAndGet();
    }

    /** Whoever says a name has it. */
    @Bean
    @Primary
    SessionSource everybody() {
      return name -> Optional.of(new Caller(name, name, false, Map.of()));
    }
  }

  /** Every operation with a body; the bound stands before all of them, and after the sign-in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/session",
        "POST /api/segments",
        "POST /api/segments/preview",
        "PUT /api/contact-policy",
        "POST /callbacks/wecom/00000000-0000-0000-0000-000000000000",
        "POST /callbacks/sms/00000000-0000-0000-0000-000000000000/reports"
      })
  void aBodyAboveTheLimitIsRefusedUnread(String operation) {
    var parts = operation.split(" ");
    var answer = client.send(parts[0], parts[1], "\"" + "x".repeat(JSON_MAX) + "\"", Map.of());

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("type").asString()).isEqualTo("/problems/platform.web/too-large");
  }

  /** It does not say beforehand how long it is. */
  @Test
  void aBodyInChunksIsCutAtTheLimit() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var endless = ("\"" + "x".repeat(2 * JSON_MAX) + "\"").getBytes(StandardCharsets.UTF_8);
      var request =
          HttpRequest.newBuilder(server("/api/session"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new java.io.ByteArrayInputStream(endless)))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("/problems/platform.web/too-large");
    }
  }

  @Test
  void aBodyAtTheLimitIsRead() {
    var text = "{\"username\":\"a\",\"password\":\"b\"}";
    var padded = text + " ".repeat(JSON_MAX - text.length());

    assertThat(client.send("POST", "/api/session", padded, Map.of()).status()).isEqualTo(401);
    assertThat(client.send("POST", "/api/session", padded + " ", Map.of()).status()).isEqualTo(413);
  }

  @Test
  void veryLongAddressesAndHeadersAreRefused() throws IOException {
    assertThat(raw("GET /api/session?q=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(
            raw(
                "GET /api/session HTTP/1.1\r\nHost: a\r\nX-Big: "
                    + "x".repeat(20_000)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aStormOfWrongPasswordsIsTurnedAway() {
    var browser = ServerClient.browser(environment);
    for (int i = 0; i < 25; i++) {
      guess(browser, "nobody");
    }
    var last = guess(browser, "nobody");
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.json().path("type").asString())
        .isEqualTo("/problems/brand.access/too-many-sign-ins");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 15);
    assertThat(guess(browser, "somebody").status()).isEqualTo(401);
  }

  private static Answer guess(ServerClient browser, String name) {
    return browser.post("/api/session", Map.of("username", name, "password", "guess"));
  }

  @Test
  void oneCallerDoesNotAskForEverythingAllTheTime() {
    int refused = 0;
    for (int i = 0; i < 120; i++) {
      var answer = ask("greedy");
      if (answer.status() == 429) {
        refused++;
        assertThat(answer.json().path("type").asString())
            .isEqualTo("/problems/platform.web/too-many-requests");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
      }
    }
    assertThat(refused).isPositive();
    assertThat(ask("modest").status()).isEqualTo(200);
    assertThat(client.get("/api/probe/all-customers").status()).isEqualTo(200);
  }

  private Answer ask(String name) {
    return ServerClient.as(environment, name, "GET", "/api/probe/all-customers", null, Map.of());
  }

  private URI server(String path) {
    return URI.create(
        "http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
  }

  /** The first line of the answer; clients refuse to send such requests. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server("/").getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reader =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return String.valueOf(reader.readLine());
    }
  }
}
