package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.core.env.Environment;

/** People of a test: the administrator and whoever the command line adds. */
final class People {

  static final String PASSWORD = "correct horse battery";

  private final Environment environment;

  private People(Environment environment) {
    this.environment = environment;
  }

  /** Nobody works here but an administrator who never signed in. */
  static People only(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    dsl.execute("delete from brand_access.staff");
    firstPassword.ensureAdministrator();
    return new People(environment);
  }

  /** The command line of the server's machine. */
  ServerClient commandLine() {
    return ServerClient.commandLine(environment);
  }

  /** Adds someone whose password is {@link #PASSWORD}, and returns her id. */
  String add(String username, String... permissions) {
    var added =
        commandLine()
            .post(
                "/api/staff",
                Map.of(
                    "username",
                    username,
                    "displayName",
                    "Ms " + username,
                    "permissions",
                    List.of(permissions)));
    assertThat(added.status()).isEqualTo(201);
    var oneTime = added.json().get("oneTimePassword").asString();
    var browser = ServerClient.browser(environment);
    assertThat(signIn(browser, username, oneTime).status()).isEqualTo(200);
    var changed =
        browser.post(
            "/api/session/password", Map.of("currentPassword", oneTime, "newPassword", PASSWORD));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    return added.json().at("/staff/id").asString();
  }

  /** A browser in which somebody is signed in by password alone. */
  ServerClient browserOf(String username) {
    var browser = ServerClient.browser(environment);
    assertThat(signIn(browser, username, PASSWORD).status()).isEqualTo(200);
    return browser;
  }

  ServerClient browser() {
    return ServerClient.browser(environment);
  }

  static ServerClient.Answer signIn(ServerClient browser, String username, String password) {
    return browser.post("/api/session", Map.of("username", username, "password", password));
  }

  static void assertProblem(ServerClient.Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.json().get("type").asString()).endsWith("/" + slug);
  }
}
