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
import tools.jackson.databind.JsonNode;

/** People, posts and stores over HTTP. */
@ServerTest
class PeopleApiIT {

  private static final String PEOPLE = "/api/organisation/people";

  private final ServerClient client;
  private final String store;

  PeopleApiIT(Environment environment) {
    this.client = ServerClient.commandLine(environment);
    var root = client.get("/api/organisation").json().at("/root/id").asString();
    this.store =
        created(
                "/api/organisation/units",
                "{\"kind\":\"store\",\"name\":\"Lane 1\",\"parentId\":\"%s\",\"codes\":[]}"
                    .formatted(root))
            .json()
            .get("id")
            .asString();
  }

  @Test
  void aPersonIsCreatedOnceFoundReadAndReplaced() {
    var number = UUID.randomUUID().toString();
    var draft = "{\"name\":\"Lin Mei\",\"employeeNo\":\"%s\"}".formatted(number);
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

    var lin = client.send("POST", PEOPLE, draft, key);
    var again = client.send("POST", PEOPLE, draft, key);
    assertThat(lin.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(lin.json());
    assertProblem(created(PEOPLE, draft), 409, "person-taken");
    assertThat(texts(client.get(PEOPLE + "?q=" + number).json().get("items"), "name"))
        .containsExactly("Lin Mei");

    var path = lin.header("Location");
    assertThat(client.get(path).header("ETag")).isEqualTo("\"1\"");
    var replaced = client.send("PUT", path, "{\"name\":\"Lin\"}", ifMatch(lin));
    assertThat(replaced.json().has("employeeNo")).isFalse();
    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    assertProblem(
        client.send("PUT", path, "{\"name\":\"Lin\"}", ifMatch(lin)), 409, "person-changed");
    assertProblem(client.get(PEOPLE + "/" + UUID.randomUUID()), 404, "person-not-found");
  }

  @Test
  void aPostBeginsAndEnds() {
    var lin = created(PEOPLE, "{\"name\":\"Lin\"}").header("Location");
    var draft = "{\"unitId\":\"%s\",\"role\":\"guide\",\"from\":\"2026-01-01\"}".formatted(store);

    var post = created(lin + "/posts", draft);
    assertThat(post.status()).isEqualTo(201);
    assertThat(post.json().get("unitName").asString()).isEqualTo("Lane 1");
    assertProblem(created(lin + "/posts", draft), 409, "post-held");
    var there = "/api/organisation/units/" + store + "/people";
    assertThat(texts(client.get(there).json().get("items"), "personName")).containsExactly("Lin");
    assertThat(client.get(there + "?date=2025-12-31").json().get("items")).isEmpty();

    var end = "/api/organisation/posts/" + post.json().get("id").asString() + "/end";
    assertThat(client.send("POST", end, "{\"from\":\"2026-02-01\"}", Map.of()).status())
        .isEqualTo(204);
    assertThat(texts(client.get(lin + "/posts").json().get("items"), "until"))
        .containsExactly("2026-02-01");
    assertThat(client.get(there).json().get("items")).isEmpty();
    assertProblem(
        client.send(
            "POST", end.replaceAll("[^/]+/end", UUID.randomUUID() + "/end"), "{}", Map.of()),
        404,
        "post-not-found");
  }

  @Test
  void whatIsKnownOfAStoreIsReplacedUnderItsVersion() {
    var path = "/api/organisation/units/" + store + "/store";
    var empty = client.get(path);
    assertThat(empty.json().toString()).isEqualTo("{\"openingHours\":[],\"services\":[]}");
    var known =
        """
        {"address":"1 Lane","coordinates":{"latitude":31.23,"longitude":121.47},
         "openingHours":[{"weekday":1,"from":"09:30","until":"21:00"}],"services":["pickup"]}
        """;

    var replaced = client.send("PUT", path, known, ifMatch(empty));
    assertThat(replaced.json().at("/openingHours/0/from").asString()).isEqualTo("09:30:00");
    assertProblem(client.send("PUT", path, known, ifMatch(empty)), 409, "unit-changed");
    assertThat(texts(client.get("/api/organisation/map").json().get("stores"), "id"))
        .contains(store);
    var outline = client.get("/api/organisation/map/outline");
    assertThat(outline.header("Content-Type")).isEqualTo("application/geo+json");
    assertThat(outline.json().get("features")).hasSize(34);
  }

  @Test
  void theOrganisationComesAndGoesAsAFile() {
    for (var path : List.of("/api/organisation/units.csv", "/api/organisation/people.csv")) {
      var file = client.get(path);
      assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
      assertThat(file.header("Content-Disposition")).startsWith("attachment");

      var preview =
          client.send("POST", path + "?preview=true", file.response().body(), Map.of()).json();
      assertThat(preview.get("isApplied").asBoolean()).isFalse();
      assertThat(preview.get("problems")).isEmpty();
      assertThat(preview.get("changes")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"openingHours\":[]}",
        "{\"openingHours\":[],\"services\":[\"Pick up\"]}",
        "{\"openingHours\":[{\"weekday\":8,\"from\":\"09:00\",\"until\":\"10:00\"}],\"services\":[]}",
        "{\"openingHours\":[],\"services\":[],\"coordinates\":{\"latitude\":91,\"longitude\":0}}",
        "{\"openingHours\":[],\"services\":[],\"serviceArea\":{\"type\":\"Point\",\"coordinates\":[]}}",
        "{\"openingHours\":[],\"services\":[],\"wecomDepartment\":0}"
      })
  void nonsenseAboutAStoreIsRefused(String body) {
    var path = "/api/organisation/units/" + store + "/store";
    assertThat(client.send("PUT", path, body, ifMatch(client.get(path))).status()).isEqualTo(400);
  }

  private Answer created(String path, String body) {
    return client.send("POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
  }

  private static Map<String, String> ifMatch(Answer read) {
    return Map.of("If-Match", read.header("ETag"));
  }

  private static List<String> texts(JsonNode items, String field) {
    return items.valueStream().map(item -> item.get(field).asString()).toList();
  }

  private static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("type").asString())
        .isEqualTo("/problems/brand.organisation/" + slug);
  }
}
