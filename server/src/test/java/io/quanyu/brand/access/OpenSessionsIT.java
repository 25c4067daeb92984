package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerTest;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Seeing where one is signed in, and ending it. */
@ServerTest
class OpenSessionsIT {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private People people;

  OpenSessionsIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeEach
  void nobodyElse() {
    people = People.only(environment, dsl, firstPassword);
  }

  @Test
  void showsWhereOneIsSignedInAndWhichSessionThisIs() {
    people.add("mei", "tags.read");
    var here = people.browserOf("mei");
    var elsewhere = people.browser();
    elsewhere.send(
        "POST",
        "/api/session",
        "{\"username\":\"mei\",\"password\":\"%s\"}".formatted(People.PASSWORD),
        Map.of("User-Agent", FIREFOX));

    var sessions = here.get("/api/sessions").json();

    assertThat(sessions).hasSize(2);
    var firefox = only(sessions, "browser", "firefox");
    assertThat(firefox.get("system").asString()).isEqualTo("linux");
    assertThat(firefox.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(firefox.get("isCurrent").asBoolean()).isFalse();
    assertThat(only(sessions, "browser", "other").get("isCurrent").asBoolean()).isTrue();
    assertThat(sessions.toString())
        .doesNotContain(here.cookie("SESSION").orElseThrow())
        .doesNotContain(elsewhere.cookie("SESSION").orElseThrow());
  }

  @Test
  void endsOneOrAllOthers() {
    people.add("mei", "tags.read");
    var here = people.browserOf("mei");
    var lost = people.browserOf("mei");
    var forgotten = people.browserOf("mei");
    var lostId = only(lost.get("/api/sessions").json(), "isCurrent", "true").get("id").asString();

    assertThat(here.delete("/api/sessions/" + lostId).status()).isEqualTo(204);
    assertThat(lost.get("/api/session").status()).isEqualTo(401);
    assertThat(forgotten.get("/api/session").status()).isEqualTo(200);

    assertThat(here.delete("/api/sessions").status()).isEqualTo(204);
    assertThat(forgotten.get("/api/session").status()).isEqualTo(401);
    assertThat(here.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void nobodyEndsOrSeesTheSessionsOfAnotherByGuessingTheirId() {
    people.add("mei", "tags.read");
    people.add("bo", "tags.read");
    var mei = people.browserOf("mei");
    var bo = people.browserOf("bo");
    var meiSession = mei.get("/api/sessions").json().get(0).get("id").asString();

    // Alike for an id that exists and one that does not.
    assertThat(bo.delete("/api/sessions/" + meiSession).status()).isEqualTo(204);
    assertThat(bo.delete("/api/sessions/" + UUID.randomUUID()).status()).isEqualTo(204);

    assertThat(mei.get("/api/session").status()).isEqualTo(200);
    assertThat(bo.get("/api/sessions").json()).hasSize(1);
  }

  @Test
  void whoManagesStaffEndsSessionsOfOthersButNotOfTheMightier() {
    var meiId = people.add("mei", "tags.read");
    var bossId = people.add("boss", "tags.read", "staff.manage", "customers.read");
    people.add("manager", "tags.read", "staff.manage");
    var manager = people.browserOf("manager");
    var mei = people.browserOf("mei");
    var meiToo = people.browserOf("mei");
    var boss = people.browserOf("boss");
    var sessions = manager.get("/api/staff/" + meiId + "/sessions").json();
    assertThat(sessions).hasSize(2);
    assertThat(sessions)
        .allSatisfy(session -> assertThat(session.get("isCurrent").asBoolean()).isFalse());

    var first = sessions.get(0).get("id").asString();
    var path = "/api/staff/" + meiId + "/sessions";
    assertThat(manager.delete(path + "/" + first).status()).isEqualTo(204);
    assertThat(manager.get(path).json()).hasSize(1);
    assertThat(manager.delete(path).status()).isEqualTo(204);
    assertThat(mei.get("/api/session").status()).isEqualTo(401);
    assertThat(meiToo.get("/api/session").status()).isEqualTo(401);

    var bossPath = "/api/staff/" + bossId + "/sessions";
    People.assertProblem(manager.get(bossPath), 403, "permission-lacking");
    People.assertProblem(manager.delete(bossPath), 403, "permission-lacking");
    // Her id under the name of somebody whom the manager may manage.
    var bossSession = boss.get("/api/sessions").json().get(0).get("id").asString();
    assertThat(manager.delete(path + "/" + bossSession).status()).isEqualTo(204);
    assertThat(boss.get("/api/session").status()).isEqualTo(200);
    var nobody = "/api/staff/" + UUID.randomUUID() + "/sessions";
    People.assertProblem(manager.get(nobody), 404, "staff-unknown");
  }

  @Test
  void theCommandLineHasNoSessions() {
    assertThat(people.commandLine().get("/api/sessions").json()).isEmpty();
    assertThat(people.commandLine().delete("/api/sessions").status()).isEqualTo(204);
  }

  @Test
  void aSessionThatEndedByItselfIsNotShown() {
    people.add("mei", "tags.read");
    var here = people.browserOf("mei");
    var old = people.browserOf("mei");
    var oldId = only(old.get("/api/sessions").json(), "isCurrent", "true").get("id").asString();
    dsl.execute(
        "update brand_access.session set expires_at = now() - interval '1 second'"
            + " where session_id = ?::uuid",
        oldId);

    assertThat(here.get("/api/sessions").json()).hasSize(1);
  }

  private static JsonNode only(JsonNode sessions, String field, String value) {
    return sessions
        .valueStream()
        .filter(session -> session.get(field).asString().equals(value))
        .findFirst()
        .orElseThrow();
  }
}
