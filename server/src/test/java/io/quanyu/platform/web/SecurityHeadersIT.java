package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

/** The headers of every kind of answer, and the cookies behind a TLS proxy. */
@ServerTest
class SecurityHeadersIT {

  /** Assets are the same for everybody; all else is for one reader at one time. */
  private static final String NO_STORE = "no-cache, no-store, max-age=0, must-revalidate";

  private static final Map<String, String> TLS_PROXY = Map.of("X-Forwarded-Proto", "https");

  private static final Pattern INLINE_SCRIPT =
      Pattern.compile("<script(?![^>]*\\bsrc=)|\\son[a-z]+=|javascript:");

  private final Environment environment;

  SecurityHeadersIT(Environment environment) {
    this.environment = environment;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answer            | GET    | /api/segments?limit=5 | 200
          own session       | GET    | /api/session          | 200
          unknown thing     | GET    | /api/segments/0199aaaa-0000-7000-8000-000000000001 | 404
          unknown address   | GET    | /api/nothing          | 404
          unknown page      | GET    | /nothing              | 404
          wrong parameter   | GET    | /api/customers?limit=x | 400
          wrong method      | DELETE | /api/customers        | 405
          wrong type        | POST   | /api/segments/preview | 415
          too large         | PUT    | /api/contact-policy   | 413
          refused callback  | POST   | /callbacks/sms/0199aaaa-0000-7000-8000-000000000001/reports | 404
          health            | GET    | /actuator/health      | 200
          metrics           | GET    | /actuator/prometheus  | 200
          description       | GET    | /openapi              | 200
          redirect          | GET    | /                     | 302
          """)
  void everyAnswerKeepsOtherSitesOut(String kind, String method, String path, int status) {
    var body =
        switch (status) {
          case 413 -> "x".repeat(2 << 20);
          case 415 -> "a";
          default -> method.equals("POST") ? "{}" : null;
        };
    var headers = status == 415 ? Map.of("Content-Type", "text/plain") : Map.<String, String>of();
    var answer = ServerClient.commandLine(environment).send(method, path, body, headers);

    assertThat(answer.status()).as(kind).isEqualTo(status);
    assertSafe(answer);
    assertThat(answer.header("Cache-Control")).isEqualTo(NO_STORE);
  }

  @Test
  void refusalsOfNobodyAndOfForgedRequestsKeepThemOutToo() {
    var nobody = ServerClient.browser(environment).get("/api/customers");
    assertThat(nobody.status()).isEqualTo(401);
    var forged = ServerClient.browser(environment).send("DELETE", "/api/session", null, Map.of());
    assertThat(forged.status()).isEqualTo(403);
    for (var answer : List.of(nobody, forged)) {
      assertSafe(answer);
      assertThat(answer.header("Cache-Control")).isEqualTo(NO_STORE);
    }
  }

  @Test
  void plainHttpIsNotToldToStayWithTls() {
    assertThat(get("/api/session", Map.of()).header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void behindATlsProxyTheBrowserStaysWithTlsAndCookiesAreSecure() {
    var answer = get("/api/session", TLS_PROXY);
    assertThat(answer.header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000 ; includeSubDomains");

    var password = ServerClient.readRunFile(environment, "first-password");
    var signedIn = signIn(password, TLS_PROXY);
    assertThat(signedIn.status()).isEqualTo(200);
    var cookies = signedIn.response().headers().allValues("Set-Cookie");
    assertThat(cookies).allMatch(cookie -> cookie.contains("; Secure"));
    assertThat(cookies)
        .anyMatch(cookie ->
            cookie.startsWith("SESSION=")
                && cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Strict"));

    assertThat(signIn(password, Map.of()).response().headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .noneMatch(cookie -> cookie.contains("Secure"));
  }

  /** The policy forbids inline scripts, so the page has none; it is built from this file. */
  @Test
  void theConsolesPageHasNoInlineScript() throws IOException {
    var page = Files.readString(Path.of("../console/index.html"));
    assertThat(INLINE_SCRIPT.matcher(page).find()).isFalse();
    assertThat(
            Stream.of("<script>a()</script>", "<p onclick=\"a()\">", "<a href=\"javascript:a\">"))
        .allMatch(inline -> INLINE_SCRIPT.matcher(inline).find());
  }

  private void assertSafe(Answer answer) {
    var policy = answer.header("Content-Security-Policy");
    assertThat(policy)
        .contains("default-src 'self'", "script-src 'self';", "object-src 'none'")
        .contains("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-eval");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Server")).isEmpty();
  }

  private Answer get(String path, Map<String, String> headers) {
    return ServerClient.browser(environment).send("GET", path, null, headers);
  }

  private Answer signIn(String password, Map<String, String> headers) {
    return ServerClient.browser(environment)
        .send(
            "POST",
            "/api/session",
            "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password),
            headers);
  }
}
