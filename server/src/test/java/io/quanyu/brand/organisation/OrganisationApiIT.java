package io.quanyu.brand.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Units over HTTP. */
@ServerTest
class OrganisationApiIT {

  private final ServerClient client;
  private final String root;

  OrganisationApiIT(Environment environment) {
    this.client = ServerClient.commandLine(environment);
    this.root = client.get("/api/organisation").json().at("/root/id").asString();
  }

  @Test
  void aUnitIsCreatedOnceReadRenamedMovedAndClosed() {
    var east = created("region", "East", root);
    var draft =
        """
        {"kind":"store","name":"Lane 1","parentId":"%s","codes":[{"system":"erp","code":"%s"}]}
        """
            .formatted(root, UUID.randomUUID());
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

    var store = client.send("POST", "/api/organisation/units", draft, key);
    var again = client.send("POST", "/api/organisation/units", draft, key);
    assertThat(store.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(store.json());
    var path = store.header("Location");
    assertThat(client.get(path).header("ETag")).isEqualTo("\"1\"");

    var renamed = client.send("PUT", path, "{\"name\":\"Lane One\",\"codes\":[]}", ifMatch(store));
    assertThat(renamed.json().get("name").asString()).isEqualTo("Lane One");
    assertThat(renamed.json().get("codes")).isEmpty();
    var moved =
        client.send("POST", path + "/move", "{\"parentId\":\"" + east + "\"}", ifMatch(renamed));
    assertThat(moved.json().get("parentId").asString()).isEqualTo(east);
    assertThat(names(client.get("/api/organisation/units/" + east + "/children")))
        .containsExactly("Lane One");
    assertThat(names(client.get("/api/organisation/units/" + east + "/subtree")))
        .containsExactly("Lane One");
    assertThat(names(client.get("/api/organisation/tree"))).contains("East", "Lane One");

    assertProblem(
        client.send("POST", path + "/close", "{}", ifMatch(renamed)), 409, "unit-changed");
    var closed = client.send("POST", path + "/close", "{}", ifMatch(moved));
    assertThat(closed.json().get("isOpen").asBoolean()).isFalse();
    assertThat(closed.json().has("parentId")).isFalse();
    assertThat(names(client.get("/api/organisation/units/" + east + "/children"))).isEmpty();
    assertThat(client.get(path + "/history").json()).isEmpty();
  }

  @Test
  void plansAreSeenOnTheirDay() {
    var east = created("region", "North", root);
    var body =
        "{\"kind\":\"store\",\"name\":\"Coming\",\"parentId\":\"%s\",\"from\":\"2190-05-01\",\"codes\":[]}"
            .formatted(east);
    var store = create(body);

    assertThat(store.json().get("isOpen").asBoolean()).isFalse();
    var children = "/api/organisation/units/" + east + "/children";
    assertThat(names(client.get(children))).isEmpty();
    assertThat(names(client.get(children + "?date=2190-05-01"))).containsExactly("Coming");
    assertThat(client.get(store.header("Location") + "/history").json().at("/0/from").asString())
        .isEqualTo("2190-05-01");
  }

  @Test
  void refusalsAreProblems() {
    var east = client.get("/api/organisation/units/" + created("region", "South", root));
    var path = "/api/organisation/units/" + east.json().get("id").asString();

    assertProblem(
        client.send(
            "POST", path + "/move", "{\"parentId\":" + east.json().get("id") + "}", ifMatch(east)),
        409,
        "cycle");
    assertProblem(
        client.get("/api/organisation/units/" + UUID.randomUUID()), 404, "unit-not-found");
    assertProblem(client.get("/api/organisation/tree?date=0001-01-01"), 400, "date-out-of-range");
    assertThat(client.get("/api/organisation/tree?date=tomorrow").status()).isEqualTo(400);
    assertThat(client.get("/api/organisation/tree?cursor=eA").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\":\"headquarters\",\"name\":\"x\",\"parentId\":\"%s\",\"codes\":[]}",
        "{\"kind\":\"moon\",\"name\":\"x\",\"parentId\":\"%s\",\"codes\":[]}",
        "{\"kind\":\"store\",\"name\":\" \",\"parentId\":\"%s\",\"codes\":[]}",
        "{\"kind\":\"store\",\"name\":\"a\\nb\",\"parentId\":\"%s\",\"codes\":[]}",
        "{\"kind\":\"store\",\"name\":\"x\",\"codes\":[]}",
        "{\"kind\":\"store\",\"name\":\"x\",\"parentId\":\"%s\"}",
        "{\"kind\":\"store\",\"name\":\"x\",\"parentId\":\"%s\",\"codes\":[null]}",
        "{\"kind\":\"store\",\"name\":\"x\",\"parentId\":\"%s\",\"codes\":[{\"system\":\"a b\",\"code\":\"1\"}]}"
      })
  void nonsenseIsRefused(String body) {
    assertThat(create(body.formatted(root)).status()).isEqualTo(400);
  }

  private String created(String kind, String name, String parent) {
    return create(
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of("kind", kind, "name", name, "parentId", parent, "codes", List.of())))
        .json()
        .get("id")
        .asString();
  }

  private Answer create(String body) {
    return client.send(
        "POST",
        "/api/organisation/units",
        body,
        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
  }

  private static Map<String, String> ifMatch(Answer read) {
    return Map.of("If-Match", read.header("ETag"));
  }

  private static List<String> names(Answer page) {
    return page.json().get("items").valueStream().map(unit -> unit.get("name").asString()).toList();
  }

  private static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("type").asString())
        .isEqualTo("/problems/brand.organisation/" + slug);
  }
}
