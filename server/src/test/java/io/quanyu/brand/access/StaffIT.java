package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.web.Permission;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Adding, renewing the passwords of, and deactivating those who work here. */
@ServerTest
class StaffIT {

  private static final String PASSWORD = "correct horse battery";

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private People people;

  StaffIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeEach
  void onlyTheAdministrator() {
    people = People.only(environment, dsl, firstPassword);
  }

  @Test
  void someoneAddedSignsInWithTheOneTimePasswordAndHasHerPermissions() {
    var added = add(commandLine(), "Lin.Mei", List.of("segments.read", "customers.read"));
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().at("/staff/username").asString()).isEqualTo("lin.mei");
    assertThat(added.json().at("/staff/mustChangePassword").asBoolean()).isTrue();

    var browser = signedIn("lin.mei", added.json());

    var session = browser.get("/api/session").json();
    assertThat(session.get("permissions").valueStream().map(JsonNode::asString))
        .containsExactly("customers.read", "segments.read");
    assertThat(browser.get("/api/segments").status()).isEqualTo(200);
    assertThat(browser.get("/api/staff").status()).isEqualTo(403);
  }

  @Test
  void theListHoldsNoPasswordAndGoesOnWhereAPageEnded() {
    var names = List.of("admin", "bo", "cai", "dan");
    names.stream().skip(1).forEach(name -> add(commandLine(), name, List.of("tags.read")));

    var first = commandLine().get("/api/staff?limit=3").json();
    var second =
        commandLine().get("/api/staff?limit=3&cursor=" + first.get("nextCursor").asString()).json();

    assertThat(first.get("total").asInt()).isEqualTo(4);
    assertThat(usernames(first)).containsExactly("admin", "bo", "cai");
    assertThat(usernames(second)).containsExactly("dan");
    assertThat(second.get("nextCursor").isNull()).isTrue();
    assertThat(first.toString()).doesNotContainIgnoringCase("hash").doesNotContain("argon2");
  }

  @Test
  void theSameNameIsRefusedHoweverItIsWritten() {
    add(commandLine(), "bo", List.of("tags.read"));

    assertProblem(add(commandLine(), " BO ", List.of("tags.read")), 409, "username-taken");
  }

  /** Else somebody could approve what the command line submitted, as if she were another. */
  @Test
  void nobodyGetsTheNameOfTheCommandLine() {
    assertProblem(add(commandLine(), "local", List.of("tags.read")), 409, "username-taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'username':'x','displayName':'X','assignments':[OPERATOR]}",
        "{'username':'a b','displayName':'X','assignments':[OPERATOR]}",
        "{'username':'bo','displayName':' ','assignments':[OPERATOR]}",
        "{'username':'bo','displayName':'B\\u0007o','assignments':[OPERATOR]}",
        "{'username':'bo','displayName':'Bo'}",
        "{'username':'bo','displayName':'Bo','assignments':[]}",
        "{'username':'bo','displayName':'Bo','assignments':[null]}",
        "{'username':'bo','displayName':'Bo','assignments':[{'role':'operator'}]}",
        "{'username':'bo','displayName':'Bo','assignments':[{'role':'operator','scope':'town'}]}",
        "{'username':'bo','displayName':'Bo','assignments':[{'role':'dealer','scope':'unit'}]}",
        "{'username':'bo','displayName':'Bo','assignments':[{'role':'guide','scope':'brand'}]}",
        "{'username':'bo','displayName':'Bo','assignments':[{'role':'owner','scope':'own'}]}"
      })
  void nonsenseIsRefused(String text) {
    var body = text.replace("OPERATOR", "{'role':'operator','scope':'brand'}").replace('\'', '"');
    assertThat(commandLine().send("POST", "/api/staff", body, Map.of()).status()).isEqualTo(400);
    assertThat(usernames(commandLine().get("/api/staff").json())).containsExactly("admin");
  }

  @Test
  void nobodyGivesPermissionsThatSheLacks() {
    var manager = manager("manager", "staff.manage", "tags.read");

    assertThat(add(manager, "bo", List.of("tags.read")).status()).isEqualTo(201);
    var refused = add(manager, "cai", List.of("tags.read", "segments.write"));

    assertProblem(refused, 403, "permission-lacking");
    assertThat(refused.json().get("detail").asString()).contains("segments.write");
  }

  /** With a new password of someone mightier she would be mightier herself. */
  @Test
  void nobodyTouchesThoseWhoHaveAPermissionThatSheLacks() {
    var manager = manager("manager", "staff.manage");
    var admin = idOf("admin");

    for (var action : List.of("reset-password", "deactivate", "reactivate")) {
      assertProblem(act(manager, admin, action), 403, "permission-lacking");
    }
    assertThat(signIn("admin", ServerClient.readRunFile(environment, "first-password")).status())
        .isEqualTo(200);
  }

  @Test
  void aNewOneTimePasswordEndsSessionsAndTheOldPassword() {
    var bo = manager("bo", "tags.read");

    var reset = act(commandLine(), idOf("bo"), "reset-password");

    assertThat(reset.status()).isEqualTo(200);
    assertThat(bo.get("/api/session").status()).isEqualTo(401);
    assertThat(signIn("bo", PASSWORD).status()).isEqualTo(401);
    var session = signIn("bo", reset.json().get("oneTimePassword").asString());
    assertThat(session.json().get("mustChangePassword").asBoolean()).isTrue();
  }

  @Test
  void whoIsDeactivatedIsSignedOutAndStaysOutUntilReactivated() {
    var bo = manager("bo", "tags.read");

    var deactivated = act(commandLine(), idOf("bo"), "deactivate");

    assertThat(deactivated.json().get("isActive").asBoolean()).isFalse();
    assertThat(bo.get("/api/session").status()).isEqualTo(401);
    assertThat(signIn("bo", PASSWORD).json()).isEqualTo(signIn("nobody", PASSWORD).json());
    assertProblem(add(commandLine(), "bo", List.of("tags.read")), 409, "username-taken");

    act(commandLine(), idOf("bo"), "reactivate");

    assertThat(signIn("bo", PASSWORD).status()).isEqualTo(200);
  }

  /** The session's row may have been written at the moment when she was deactivated. */
  @Test
  void aSessionOpenedTooLateIsNone() {
    var bo = manager("bo", "tags.read");

    dsl.execute("update brand_access.staff set deactivated_at = now() where username = 'bo'");

    assertThat(bo.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void nobodyDeactivatesOrResetsHerself() {
    var second = manager("second", Permission.ALL.toArray(String[]::new));

    assertProblem(act(second, idOf("second"), "deactivate"), 409, "own-account");
    assertProblem(act(second, idOf("second"), "reset-password"), 409, "own-account");
  }

  @Test
  void theLastAdministratorStays() {
    assertProblem(act(commandLine(), idOf("admin"), "deactivate"), 409, "last-administrator");

    add(commandLine(), "second", Permission.ALL);
    assertThat(act(commandLine(), idOf("admin"), "deactivate").status()).isEqualTo(200);
    assertThat(act(commandLine(), idOf("admin"), "deactivate").status()).isEqualTo(200);
    assertProblem(act(commandLine(), idOf("second"), "deactivate"), 409, "last-administrator");
  }

  @Test
  void ofTwoAdministratorsDeactivatingEachOtherOneStays() throws Exception {
    var second = manager("second", Permission.ALL.toArray(String[]::new));
    var third = manager("third", Permission.ALL.toArray(String[]::new));
    act(commandLine(), idOf("admin"), "deactivate");
    var secondId = idOf("second");
    var thirdId = idOf("third");

    List<Callable<Answer>> eachOther =
        List.of(() -> act(second, thirdId, "deactivate"), () -> act(third, secondId, "deactivate"));
    var statuses = new HashSet<Integer>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Answer> answer : threads.invokeAll(eachOther)) {
        statuses.add(answer.get().status());
      }
    }

    // The later one finds herself signed out, or the other to be the last.
    assertThat(statuses).contains(200).hasSize(2).isSubsetOf(Set.of(200, 401, 409));
    assertThat(dsl.fetch("select username from brand_access.staff where deactivated_at is null"))
        .hasSize(1);
  }

  @Test
  void whoIsUnknownIsNotFound() {
    var nobody = "00000000-0000-7000-8000-000000000001";
    for (var action : List.of("reset-password", "deactivate", "reactivate")) {
      assertProblem(act(commandLine(), nobody, action), 404, "staff-unknown");
    }
  }

  private ServerClient commandLine() {
    return ServerClient.commandLine(environment);
  }

  /** Asks for somebody with a role that allows this for the whole brand. */
  private Answer add(ServerClient client, String username, List<String> permissions) {
    var role =
        permissions.equals(Permission.ALL)
            ? "owner"
            : people.role(permissions.toArray(String[]::new));
    return People.draft(client, username, People.forBrand(role));
  }

  private static Answer act(ServerClient client, String id, String action) {
    return client.send("POST", "/api/staff/" + id + "/" + action, null, Map.of());
  }

  /** Somebody with these permissions, signed in, with {@link #PASSWORD} as her password. */
  private ServerClient manager(String username, String... permissions) {
    return signedIn(username, add(commandLine(), username, List.of(permissions)).json());
  }

  private ServerClient signedIn(String username, JsonNode added) {
    var browser = ServerClient.browser(environment);
    var oneTime = added.get("oneTimePassword").asString();
    browser.post("/api/session", Map.of("username", username, "password", oneTime));
    browser.post(
        "/api/session/password", Map.of("currentPassword", oneTime, "newPassword", PASSWORD));
    assertThat(browser.get("/api/session").json().get("mustChangePassword").asBoolean()).isFalse();
    return browser;
  }

  private Answer signIn(String username, String password) {
    return ServerClient.browser(environment)
        .post("/api/session", Map.of("username", username, "password", password));
  }

  private String idOf(String username) {
    return commandLine()
        .get("/api/staff")
        .json()
        .get("items")
        .valueStream()
        .filter(member -> member.get("username").asString().equals(username))
        .map(member -> member.get("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> usernames(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("username").asString()).toList();
  }

  private static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/brand.access/" + slug);
  }
}
