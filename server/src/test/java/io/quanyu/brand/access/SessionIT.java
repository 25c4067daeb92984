package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.nio.file.Files;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** Signing in, from the first one-time password on. */
@ServerTest
class SessionIT {

  private static final String PASSWORD = "correct horse battery";

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;

  SessionIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
  }

  @BeforeEach
  void newAdministrator() {
    dsl.execute("delete from brand_access.staff");
    firstPassword.ensureAdministrator();
  }

  @Test
  void theOneTimePasswordIsGoodForChangingItAndNothingElse() {
    var browser = ServerClient.browser(environment);
    var oneTime = ServerClient.readRunFile(environment, "first-password");

    var session = signIn(browser, oneTime);
    assertThat(session.json().get("mustChangePassword").asBoolean()).isTrue();
    var refused = browser.get("/api/nothing");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("type").asString())
        .isEqualTo("/problems/platform.web/password-change-required");

    assertThat(change(browser, oneTime, PASSWORD).status()).isEqualTo(204);
    assertThat(browser.get("/api/session").json().get("mustChangePassword").asBoolean()).isFalse();
    assertThat(browser.get("/api/nothing").status()).isEqualTo(404);
    assertThat(Files.exists(ServerClient.runFile(environment, "first-password"))).isFalse();
  }

  @Test
  void nobodyIsSignedInAtFirst() {
    var answer = ServerClient.browser(environment).get("/api/session");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString())
        .isEqualTo("/problems/platform.web/sign-in-required");
  }

  @Test
  void signingOutEndsTheSessionAtTheServer() {
    var browser = ServerClient.browser(environment);
    signIn(browser, ServerClient.readRunFile(environment, "first-password"));
    var token = browser.cookie("SESSION").orElseThrow();

    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    var replayed =
        ServerClient.browser(environment)
            .send("GET", "/api/session", null, Map.of("Cookie", "SESSION=" + token));

    assertThat(replayed.status()).isEqualTo(401);
  }

  @Test
  void changingThePasswordEndsTheOtherSessions() {
    var oneTime = ServerClient.readRunFile(environment, "first-password");
    var here = ServerClient.browser(environment);
    var elsewhere = ServerClient.browser(environment);
    signIn(here, oneTime);
    signIn(elsewhere, oneTime);

    change(here, oneTime, PASSWORD);

    assertThat(here.get("/api/session").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void fiveWrongPasswordsLockTheNameEvenForTheRightOne() {
    var browser = ServerClient.browser(environment);
    for (int i = 0; i < SigningIn.FAILURES_MAX; i++) {
      assertThat(signIn(browser, "wrong").status()).isEqualTo(401);
    }

    var locked = signIn(browser, ServerClient.readRunFile(environment, "first-password"));

    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.json().get("type").asString())
        .isEqualTo("/problems/brand.access/sign-in-locked");
  }

  @Test
  void anUnknownNameIsAnsweredLikeAWrongPassword() {
    var browser = ServerClient.browser(environment);
    var unknown = browser.post("/api/session", Map.of("username", "x", "password", "y"));

    assertThat(unknown.json()).isEqualTo(signIn(browser, "wrong").json());
  }

  @Test
  void weakPasswordsAreRefusedWithTheField() {
    var browser = ServerClient.browser(environment);
    var oneTime = ServerClient.readRunFile(environment, "first-password");
    signIn(browser, oneTime);

    for (var weak : new String[] {"short", "aaaaaaaaaaaa", "my admin password", oneTime}) {
      var answer = change(browser, oneTime, weak);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("newPassword");
    }
  }

  @Test
  void aForgedRequestWithoutTheCsrfHeaderIsRefused() {
    var browser = ServerClient.browser(environment);
    signIn(browser, ServerClient.readRunFile(environment, "first-password"));

    var forged = browser.send("DELETE", "/api/session", null, Map.of("X-XSRF-TOKEN", "guess"));

    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.json().get("type").asString())
        .isEqualTo("/problems/platform.web/csrf-token-missing");
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  /** A page asks for several things at once: an answer must not take the token of the others. */
  @Test
  void theCsrfTokenIsNewAtSignInAndThenStays() {
    var browser = ServerClient.browser(environment);
    browser.get("/api/session");
    var before = browser.cookie("XSRF-TOKEN").orElseThrow();
    signIn(browser, ServerClient.readRunFile(environment, "first-password"));
    var token = browser.cookie("XSRF-TOKEN").orElseThrow();
    assertThat(token).isNotEqualTo(before);

    var answer = browser.get("/api/session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(browser.cookie("XSRF-TOKEN")).contains(token);
  }

  @Test
  void theCommandLineNeedsNoCsrfHeader() {
    var commandLine = ServerClient.commandLine(environment);

    assertThat(commandLine.get("/api/session").json().get("username").asString())
        .isEqualTo("local");
    assertThat(commandLine.delete("/api/session").status()).isEqualTo(204);
  }

  @Test
  void aWrongBearerTokenIsNotRescuedByASession() {
    var browser = ServerClient.browser(environment);
    signIn(browser, ServerClient.readRunFile(environment, "first-password"));

    assertThat(
            browser
                .send("GET", "/api/session", null, Map.of("Authorization", "Bearer guess"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void theSessionCookieIsForThisSiteAndNotForScripts() {
    var answer =
        signIn(
            ServerClient.browser(environment),
            ServerClient.readRunFile(environment, "first-password"));

    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie).contains("SESSION=", "HttpOnly", "SameSite=Strict", "Path=/"));
  }

  @Test
  void theTableHoldsNoTokenThatWouldSignIn() {
    var browser = ServerClient.browser(environment);
    signIn(browser, ServerClient.readRunFile(environment, "first-password"));

    var stored =
        dsl.fetchValues("select encode(token_hash, 'escape') from brand_access.session").toString();

    assertThat(stored).doesNotContain(browser.cookie("SESSION").orElseThrow());
  }

  private static ServerClient.Answer signIn(ServerClient browser, String password) {
    return browser.post("/api/session", Map.of("username", "Admin ", "password", password));
  }

  private static ServerClient.Answer change(ServerClient browser, String current, String wanted) {
    return browser.post(
        "/api/session/password", Map.of("currentPassword", current, "newPassword", wanted));
  }
}
