package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What every interface shares: every refusal is a problem, headers are safe, repeats are safe. */
@ServerTest
@Import(WebIT.Probe.class)
class WebIT {

  private final Environment environment;
  private final ServerClient client;

  WebIT(Environment environment) {
    this.environment = environment;
    this.client = ServerClient.commandLine(environment);
  }

  /** A controller that meets every kind of trouble. */
  @TestConfiguration
  @RestController
  @RequestMapping("/api/probe")
  static class Probe {
    private final AtomicInteger created = new AtomicInteger();
    private final IdempotentRequests idempotent;

    Probe(IdempotentRequests idempotent) {
      this.idempotent = idempotent;
    }

    record Body(String name, int amount) {
      Body {
        if (amount < 0) {
          throw new IllegalArgumentException("must not be negative");
        }
      }
    }

    record Created(int number) {}

    @PostMapping("/body")
    Body body(@RequestBody Body body) {
      return body;
    }

    @PostMapping("/create")
    Created create(
        @RequestBody Body body,
        @RequestHeader(name = "Idempotency-Key", required = false) String key) {
      return idempotent.once(
          "probe.create",
          key,
          body,
          Created.class,
          () -> {
            if (body.name().equals("fails")) {
              throw new ProblemException(WebProblem.NOT_FOUND, "Nothing to create.");
            }
            return new Created(created.incrementAndGet());
          });
    }

    @PostMapping("/upload")
    long upload(@RequestParam("file") MultipartFile file) {
      return file.getSize();
    }

    @GetMapping("/number")
    int number(@RequestParam int number) {
      return number;
    }

    @GetMapping("/broken")
    int broken() {
      throw new IllegalStateException("a secret of the server");
    }

    @GetMapping("/forbidden")
    @PreAuthorize("hasAuthority('nobody.has.this')")
    int forbidden() {
      return 1;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /api/nothing                | 404 | not-found
          GET    | /nothing                    | 404 | not-found
          DELETE | /api/probe/number           | 405 | method-not-allowed
          GET    | /api/probe/number           | 400 | request-malformed
          GET    | /api/probe/number?number=x  | 400 | request-malformed
          GET    | /api/probe/broken           | 500 | internal
          GET    | /api/probe/forbidden        | 403 | access-denied
          """)
  void everyRefusalIsAProblem(String method, String path, int status, String slug) {
    var answer = client.send(method, path, null, Map.of());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/platform.web/" + slug);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("title").asString()).isNotBlank();
    assertThat(answer.json().get("detail").asString()).isNotBlank();
  }

  @Test
  void aBodyOfAnotherMediaTypeIsRefused() {
    var answer =
        client.send("POST", "/api/probe/body", "name=a", Map.of("Content-Type", "text/plain"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.json().get("type").asString()).endsWith("/media-type-unsupported");
  }

  @Test
  void aBodyThatIsNotJsonIsAnsweredWithThePlace() {
    var answer = client.send("POST", "/api/probe/body", "{\"name\":", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).contains("line 1");
  }

  @Test
  void aWrongFieldIsNamedInOurOwnWords() {
    var negative = client.post("/api/probe/body", Map.of("name", "a", "amount", -1));
    var text = client.post("/api/probe/body", Map.of("name", "a", "amount", "many"));

    assertThat(negative.json().at("/errors/0/detail").asString()).isEqualTo("must not be negative");
    assertThat(text.json().at("/errors/0/field").asString()).isEqualTo("amount");
    assertThat(text.response().body()).doesNotContain("io.quanyu");
  }

  @Test
  void aFailureOfOursGivesAReferenceAndNoSecrets() {
    var answer = client.get("/api/probe/broken");

    assertThat(answer.json().get("detail").asString()).contains("reference");
    assertThat(answer.response().body()).doesNotContain("secret");
  }

  @Test
  void titlesFollowTheReadersLanguage() {
    var answer = client.send("GET", "/api/nothing", null, Map.of("Accept-Language", "zh-CN"));

    assertThat(answer.json().get("title").asString()).isEqualTo("找不到该内容");
  }

  @Test
  void anUploadAboveTheLimitIsRefused() {
    var body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "x".repeat(3 << 20)
            + "\r\n--b--\r\n";
    var answer =
        client.send(
            "POST",
            "/api/probe/upload",
            body,
            Map.of("Content-Type", "multipart/form-data; boundary=b"));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("type").asString()).endsWith("/too-large");
  }

  @Test
  void theSameKeyGetsTheFirstAnswerAgain() {
    var first = create("key-1", "a");
    var again = create("key-1", "a");
    var other = create("key-2", "a");

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.json()).isNotEqualTo(first.json());
  }

  @Test
  void aKeyIsForOneRequestAndNeeded() {
    create("key-3", "a");

    assertThat(create("key-3", "b").json().get("type").asString())
        .endsWith("/idempotency-key-reused");
    assertThat(
            client.post("/api/probe/create", Map.of("name", "a", "amount", 1)).json().get("type"))
        .hasToString("\"/problems/platform.web/idempotency-key-invalid\"");
  }

  @Test
  void aRefusedRequestDoesNotUseItsKeyUp() {
    assertThat(create("key-4", "fails").status()).isEqualTo(404);
    assertThat(create("key-4", "fails").status()).isEqualTo(404);
    assertThat(create("key-4", "works").status()).isEqualTo(200);
  }

  private ServerClient.Answer create(String key, String name) {
    return client.send(
        "POST",
        "/api/probe/create",
        "{\"name\":\"%s\",\"amount\":1}".formatted(name),
        Map.of("Idempotency-Key", key));
  }

  @Test
  void headersKeepOtherSitesOut() {
    var answer = ServerClient.browser(environment).get("/api/session");

    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void healthIsForEverybodyAndMetricsAreNot() {
    var browser = ServerClient.browser(environment);

    assertThat(browser.get("/actuator/health/readiness").json().get("status").asString())
        .isEqualTo("UP");
    assertThat(browser.get("/actuator/health").response().body()).doesNotContain("PostgreSQL");
    assertThat(browser.get("/actuator/prometheus").status()).isEqualTo(401);
    client.get("/api/nothing");
    assertThat(client.get("/actuator/prometheus").response().body())
        .contains("quanyu_problems_total{category=\"NOT_FOUND\"");
  }

  @Test
  void theRootLeadsToTheConsole() {
    var answer = ServerClient.browser(environment).get("/");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/console/");
  }

  @Test
  void theCommandLineFindsTheServerByItsRunFile() {
    assertThat(ServerClient.readRunFile(environment, "server.json"))
        .isEqualTo(
            "{\"port\":%s,\"pid\":%d}"
                .formatted(
                    environment.getRequiredProperty("local.server.port"),
                    ProcessHandle.current().pid()));
    assertThat(Files.exists(ServerClient.runFile(environment, "token"))).isTrue();
  }

  @Test
  void theApiDescribesItself() {
    var description = ServerClient.browser(environment).get("/openapi").json();

    assertThat(description.get("openapi").asString()).startsWith("3.1");
    assertThat(description.at("/paths/~1api~1session/post/operationId").asString())
        .isEqualTo("signIn");
  }
}
