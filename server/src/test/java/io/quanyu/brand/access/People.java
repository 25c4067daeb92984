package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.Permission;
import io.quanyu.testing.ServerClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

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
    dsl.execute("delete from brand_access.role");
    firstPassword.ensureAdministrator();
    return new People(environment);
  }

  /** The command line of the server's machine. */
  ServerClient commandLine() {
    return ServerClient.commandLine(environment);
  }

  /**
   * Adds someone whose password is {@link #PASSWORD}, and returns her id.
   *
   * @param permissions what she may do with the whole brand's data, by a role of the brand's own;
   *     all of them make her an owner
   */
  String add(String username, String... permissions) {
    var isAll = Set.of(permissions).equals(Set.copyOf(Permission.ALL));
    return addWith(username, forBrand(isAll ? "owner" : role(permissions)));
  }

  /** Adds someone with assignments, see {@link #forBrand} and {@link #forUnit}. */
  String addWith(String username, Given... assignments) {
    var added = draft(commandLine(), username, assignments);
    assertThat(added.status()).as(added.response().body()).isEqualTo(201);
    setPassword(username, added.json().get("oneTimePassword").asString());
    return added.json().at("/staff/id").asString();
  }

  /** Asks for somebody to be added. */
  static ServerClient.Answer draft(ServerClient client, String username, Given... assignments) {
    return client.post(
        "/api/staff",
        Map.of(
            "username",
            username,
            "displayName",
            "Ms " + username,
            "assignments",
            List.of(assignments)));
  }

  /** Asks for somebody's roles to be others. */
  static ServerClient.Answer assign(
      ServerClient client, String id, int version, Given... assignments) {
    return client.send(
        "PUT",
        "/api/staff/" + id + "/assignments",
        JsonMapper.shared().writeValueAsString(Map.of("assignments", List.of(assignments))),
        Map.of("If-Match", "\"" + version + "\""));
  }

  /**
   * An assignment as it is asked for.
   *
   * @param unitId null unless the scope is a unit
   */
  record Given(String role, String scope, @Nullable String unitId) {}

  static Given forBrand(String role) {
    return new Given(role, "brand", null);
  }

  static Given forUnit(String role, String unitId) {
    return new Given(role, "unit", unitId);
  }

  static Given forOwn(String role) {
    return new Given(role, "own", null);
  }

  /** The id of a new role of the brand's own. */
  String role(String... permissions) {
    var created = createRole(commandLine(), "Role " + UUID.randomUUID(), permissions);
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.json().get("id").asString();
  }

  /** Asks for a role to be created. */
  static ServerClient.Answer createRole(ServerClient client, String name, String... permissions) {
    return client.send(
        "POST",
        "/api/roles",
        JsonMapper.shared()
            .writeValueAsString(Map.of("name", name, "permissions", List.of(permissions))),
        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
  }

  /** Changes a one-time password to {@link #PASSWORD}. */
  void setPassword(String username, String oneTime) {
    var browser = ServerClient.browser(environment);
    assertThat(signIn(browser, username, oneTime).status()).isEqualTo(200);
    var changed =
        browser.post(
            "/api/session/password", Map.of("currentPassword", oneTime, "newPassword", PASSWORD));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
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
