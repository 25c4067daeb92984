package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** Keys of machines, and what somebody who found one tries. */
@ServerTest
class ApiKeysIT {

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private People people;

  ApiKeysIT(Environment environment, DSLContext dsl, FirstPassword firstPassword) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeEach
  void nobodyElse() {
    people = People.only(environment, dsl, firstPassword);
    dsl.execute("delete from brand_access.sign_in_policy");
    dsl.execute("delete from brand_access.write_key");
  }

  @Test
  void aMachineCallsWithItsKeyAndMayWhatTheKeyMay() {
    people.add("mei", "tags.read", "segments.read", "keys.manage");
    var made = make(people.browserOf("mei"), "till", List.of("tags.read"), null);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    var key = made.json().get("secret").asString();
    assertThat(key).matches("qyk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");

    assertThat(as(key, "GET", "/api/tags").status()).isEqualTo(200);
    assertThat(as(key, "GET", "/api/segments").status()).isEqualTo(403);
    // What it does she did: it cannot approve what she submitted.
    var session = as(key, "GET", "/api/session").json();
    assertThat(session.get("username").asString()).isEqualTo("mei");
    assertThat(session.get("permissions")).hasSize(1);
  }

  @Test
  void aKeyIsGoodForNinetyDaysUnlessSaidOtherwiseAndShowsWhenItWasUsed() {
    people.add("mei", "tags.read", "keys.manage");
    var browser = people.browserOf("mei");
    var key = make(browser, "till", List.of("tags.read"), null).json();
    var made = key.get("key");
    assertThat(
            Duration.between(
                Instant.parse(made.get("createdAt").asString()),
                Instant.parse(made.get("expiresAt").asString())))
        .isBetween(Duration.ofDays(90).minusSeconds(5), Duration.ofDays(90).plusSeconds(5));
    assertThat(made.get("lastUsedAt").isNull()).isTrue();

    as(key.get("secret").asString(), "GET", "/api/tags");
    var used = lastUse();
    as(key.get("secret").asString(), "GET", "/api/tags");

    assertThat(lastUse()).isEqualTo(used); // no write a request
    var listed = browser.get("/api/api-keys").json().get("items").get(0);
    assertThat(listed.get("lastUsedAt").isNull()).isFalse();
    assertThat(listed.toString()).doesNotContain(key.get("secret").asString());
    assertThat(listed.get("shown").asString()).matches("qyk_[0-9a-f]{12}");

    dsl.execute("update brand_access.api_key set last_used_at = now() - interval '61 seconds'");
    var before = lastUse();
    as(key.get("secret").asString(), "GET", "/api/tags");
    assertThat(lastUse()).isAfter(before);
  }

  @Test
  void aKeyThatWasRevokedOrExpiredIsNone() {
    people.add("mei", "tags.read", "keys.manage");
    var browser = people.browserOf("mei");
    var revoked = make(browser, "till", List.of("tags.read"), 1).json();
    var expired = make(browser, "till", List.of("tags.read"), 1).json();

    var id = revoked.at("/key/id").asString();
    var answer = browser.post("/api/api-keys/" + id + "/revoke", "");
    assertThat(answer.json().get("isActive").asBoolean()).isFalse();
    dsl.execute(
        "update brand_access.api_key set expires_at = now() where key_id = ?::uuid",
        expired.at("/key/id").asString());

    for (var key : List.of(revoked, expired)) {
      assertThat(as(key.get("secret").asString(), "GET", "/api/tags").status()).isEqualTo(401);
    }
    var nobody = "/api/api-keys/00000000-0000-7000-8000-000000000001/revoke";
    People.assertProblem(browser.post(nobody, ""), 404, "key-unknown");
  }

  @Test
  void aKeyIsNeverMightierThanItsOwnerAndEndsWithHer() {
    var id = people.add("mei", "tags.read", "segments.read", "keys.manage");
    var browser = people.browserOf("mei");
    var key =
        make(browser, "till", List.of("tags.read", "segments.read"), null)
            .json()
            .get("secret")
            .asString();
    People.assertProblem(
        make(browser, "more", List.of("customers.read"), null), 403, "permission-lacking");

    var role = People.forBrand(people.role("tags.read"));
    assertThat(People.assign(people.commandLine(), id, 1, role).status()).isEqualTo(200);
    assertThat(as(key, "GET", "/api/segments").status()).isEqualTo(403);
    assertThat(as(key, "GET", "/api/tags").status()).isEqualTo(200);

    people.commandLine().post("/api/staff/" + id + "/deactivate", "");
    assertThat(as(key, "GET", "/api/tags").status()).isEqualTo(401);
  }

  @Test
  void whoFoundAKeyCannotMakeItLast() {
    people.add("mei", "tags.read", "keys.manage", "staff.manage");
    var browser = people.browserOf("mei");
    for (var never : List.of("keys.manage", "staff.manage")) {
      assertThat(make(browser, "till", List.of(never), null).status()).isEqualTo(400);
    }
    var key = make(browser, "till", List.of("tags.read"), null).json().get("secret").asString();

    for (var own :
        List.of(
            "POST /api/session/password",
            "DELETE /api/session",
            "GET /api/session/totp",
            "POST /api/session/totp",
            "GET /api/sessions",
            "DELETE /api/sessions",
            "GET /api/api-keys",
            "POST /api/api-keys",
            "GET /api/staff")) {
      var words = own.split(" ");
      assertThat(as(key, words[0], words[1]).status()).as(own).isEqualTo(403);
    }
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qyk_",
        "qyk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "qyw_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "x"
      })
  void whatIsNoKeyOpensNothing(String bearer) {
    assertThat(as(bearer, "GET", "/api/tags").status()).isEqualTo(401);
  }

  @Test
  void aPrefixWithAnotherSecretOpensNothing() {
    people.add("mei", "tags.read", "keys.manage");
    var browser = people.browserOf("mei");
    var one = make(browser, "one", List.of("tags.read"), null).json().get("secret").asString();
    var two = make(browser, "two", List.of("tags.read"), null).json().get("secret").asString();

    var mixed = one.substring(0, 17) + two.substring(17);

    assertThat(mixed).hasSameSizeAs(one).isNotEqualTo(one);
    assertThat(as(mixed, "GET", "/api/tags").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 367, -1})
  void noKeyIsGoodForLongerThanAYear(int days) {
    people.add("mei", "tags.read", "keys.manage");

    var made = make(people.browserOf("mei"), "till", List.of("tags.read"), days);

    assertThat(made.status()).isEqualTo(400);
  }

  @Test
  void theCommandLineIsNoPersonForWhomAKeyCouldAct() {
    People.assertProblem(
        make(people.commandLine(), "till", List.of("tags.read"), null), 409, "no-password");
  }

  @Test
  void whereASecondFactorIsRequiredManagingKeysWaitsForIt() {
    people.add("mei", "tags.read", "keys.manage");
    var browser = people.browserOf("mei");
    people
        .commandLine()
        .send("PUT", "/api/sign-in-policy", "{\"totpRequiredFor\":\"managers\"}", Map.of());

    assertThat(make(browser, "till", List.of("tags.read"), null).status()).isEqualTo(403);
    Phone.setUp(browser);
    assertThat(make(browser, "till", List.of("tags.read"), null).status()).isEqualTo(201);
  }

  @Test
  void aWriteKeyIsMadeListedAndRevokedAndOpensNoOtherDoor() {
    people.add("mei", "tags.read", "keys.manage");
    var browser = people.browserOf("mei");
    var made = browser.post("/api/write-keys", Map.of("name", "Shop", "source", "web"));
    assertThat(made.status()).isEqualTo(201);
    var secret = made.json().get("secret").asString();
    assertThat(secret).startsWith(made.json().at("/key/shown").asString()).startsWith("qyw_");
    assertThat(as(secret, "GET", "/api/tags").status()).isEqualTo(401);

    var id = made.json().at("/key/id").asString();
    var revoked = browser.post("/api/write-keys/" + id + "/revoke", "").json();
    assertThat(revoked.get("revokedAt").isNull()).isFalse();
    var again = browser.post("/api/write-keys/" + id + "/revoke", "").json();
    assertThat(again.get("revokedAt")).isEqualTo(revoked.get("revokedAt"));
    var listed = browser.get("/api/write-keys").json();
    assertThat(listed.get("total").asInt()).isEqualTo(1);
    assertThat(listed.at("/items/0/createdBy").asString()).isEqualTo("mei");
  }

  @Test
  void theTablesHoldNoKeyThatWouldWork() {
    people.add("mei", "tags.read", "keys.manage");
    var key =
        make(people.browserOf("mei"), "till", List.of("tags.read"), null)
            .json()
            .get("secret")
            .asString();

    var stored = dsl.fetch("select *, encode(secret_hash, 'escape') from brand_access.api_key");

    assertThat(stored.formatJSON()).doesNotContain(key.substring(17));
  }

  private OffsetDateTime lastUse() {
    return dsl.fetchSingle("select last_used_at from brand_access.api_key")
        .get(0, OffsetDateTime.class);
  }

  private ServerClient.Answer as(String bearer, String method, String path) {
    return people
        .browser()
        .send(
            method,
            path,
            method.equals("POST")
                ? "{\"name\":\"x\",\"permissions\":[\"tags.read\"],\"password\":\"x\","
                    + "\"currentPassword\":\"x\",\"newPassword\":\"y\"}"
                : null,
            Map.of("Authorization", "Bearer " + bearer));
  }

  private static ServerClient.Answer make(
      ServerClient browser,
      String name,
      List<String> permissions,
      @org.jspecify.annotations.Nullable Integer days) {
    var body = new HashMap<String, Object>();
    body.put("name", name);
    body.put("permissions", permissions);
    if (days != null) {
      body.put("days", days);
    }
    return browser.post("/api/api-keys", body);
  }
}
