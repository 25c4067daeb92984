package io.quanyu.reach.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.reach.TestChannel;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Templates and broadcasts over HTTP, up to the moment in which a second person lets them go. */
@ServerTest
class BroadcastLifecycleIT {

  private static final String SOMEBODY_ELSES = "00000000-0000-7000-8000-000000000001";

  /** Whoever's session token is a name is that person, and may do everything about broadcasts. */
  @TestConfiguration(proxyBeanMethods = false)
  static class People {
    @Bean
    @Primary
    SessionSource namedInTheToken() {
      return token ->
          Optional.of(
              Caller.ofBrand(
                  token,
                  token,
                  false,
                  Set.of(
                      "broadcasts.read",
                      "broadcasts.write",
                      "broadcasts.approve",
                      "segments.write")));
    }

    @Bean
    TestChannel paper(Clock clock) {
      return TestChannel.ofTheBrand("paper", 10, clock);
    }
  }

  private final Environment environment;
  private final JdbcClient jdbc;
  private String segment = "";
  private String template = "";

  BroadcastLifecycleIT(Environment environment, JdbcClient jdbc) {
    this.environment = environment;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void aSegmentAndATemplate() {
    segment =
        created(
            "/api/segments",
            """
            {"name":"Buyers",
             "condition":{"type":"metric","metric":"orders","operator":"at_least","min":1}}
            """);
    template = created("/api/message-templates", template("${name}，您好", "会员"));
  }

  @Test
  void aTemplateIsWrittenReadChangedAndDeleted() {
    var read = as("anna", "GET", "/api/message-templates/" + template, null);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(read.json().path("contents").path("paper").path("text").asString())
        .isEqualTo("${name}，您好");
    assertThat(read.json().path("purpose").asString()).isEqualTo("marketing");

    var changed =
        as("anna", "PUT", "/api/message-templates/" + template, template("${name}！", "您"), "\"1\"");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("version").asInt()).isEqualTo(2);
    assertThat(
            type(
                as(
                    "ben",
                    "PUT",
                    "/api/message-templates/" + template,
                    template("a", "b"),
                    "\"1\"")))
        .isEqualTo("/problems/reach.content/template-changed");
    assertThat(as("anna", "GET", "/api/message-templates", null).json().path("items").path(0))
        .isEqualTo(changed.json());

    assertThat(as("anna", "DELETE", "/api/message-templates/" + template, null).status())
        .isEqualTo(204);
    assertThat(type(as("anna", "GET", "/api/message-templates/" + template, null)))
        .isEqualTo("/problems/reach.content/template-not-found");
  }

  @Test
  void aTextThatCannotBeSentIsNotSaved() {
    var refused = as("anna", "POST", "/api/message-templates", template("${level}，您好", "会员"), null);

    assertThat(type(refused)).isEqualTo("/problems/reach.content/content-invalid");
    assertThat(refused.json().path("errors").path(0).path("field").asString())
        .isEqualTo("contents.paper.text");
    assertThat(type(as("anna", "POST", "/api/message-templates", template(" ", "会员"), null)))
        .isEqualTo("/problems/platform.web/request-malformed");
  }

  @Test
  void channelsAreListed() {
    var channels = as("anna", "GET", "/api/channels", null).json();

    assertThat(channels.valueStream().filter(one -> one.path("code").asString().equals("paper")))
        .singleElement()
        .satisfies(paper -> {
          assertThat(paper.path("isSetUp").asBoolean()).isTrue();
          assertThat(paper.path("variables").path(0).asString()).isEqualTo("name");
          assertThat(paper.path("redelivery").asString()).isEqualTo("idempotent");
        });
  }

  @Test
  void aDraftIsWrittenReadChangedAndDeleted() {
    var id = draft();
    var read = as("anna", "GET", "/api/broadcasts/" + id, null);
    assertThat(read.json().path("segmentName").asString()).isEqualTo("Buyers");
    assertThat(read.json().path("state").asString()).isEqualTo("draft");
    assertThat(read.json().path("createdBy").asString()).isEqualTo("anna");

    var changed = as("ben", "PUT", "/api/broadcasts/" + id, broadcast("Other"), "\"1\"");
    assertThat(changed.json().path("name").asString()).isEqualTo("Other");
    assertThat(type(as("anna", "PUT", "/api/broadcasts/" + id, broadcast("Again"), "\"1\"")))
        .isEqualTo("/problems/reach.broadcast/broadcast-changed");
    assertThat(as("anna", "GET", "/api/broadcasts", null).json().path("items").path(0))
        .isEqualTo(changed.json());

    assertThat(as("anna", "DELETE", "/api/broadcasts/" + id, null).status()).isEqualTo(204);
    assertThat(type(as("anna", "GET", "/api/broadcasts/" + id, null)))
        .isEqualTo("/problems/reach.broadcast/broadcast-not-found");
  }

  @Test
  void aDraftRefersToWhatThereIs() {
    assertThat(
            type(as("anna", "POST", "/api/broadcasts", broadcast("A").replace("paper", "pigeon"))))
        .isEqualTo("/problems/reach.broadcast/broadcast-invalid");
    assertThat(
            type(
                as(
                    "anna",
                    "POST",
                    "/api/broadcasts",
                    broadcast("A").replace(segment, SOMEBODY_ELSES))))
        .isEqualTo("/problems/know.segment/segment-not-found");
    assertThat(
            as("anna", "POST", "/api/broadcasts", broadcast("A").replace("2000", "5001"))
                .json()
                .path("detail")
                .asString())
        .contains("field");
  }

  @Test
  void aSecondPersonLetsItGo() {
    var id = draft();
    var submitted = as("ben", "POST", "/api/broadcasts/" + id + "/submit", null);
    assertThat(submitted.json().path("state").asString()).isEqualTo("in_review");
    assertThat(submitted.json().at("/words/contents/paper/text").asString())
        .isEqualTo("${name}，您好");

    // What the template says from now on does not matter any more.
    as("anna", "PUT", "/api/message-templates/" + template, template("anders", "b"), "\"1\"");
    assertThat(type(as("anna", "PUT", "/api/broadcasts/" + id, broadcast("B"), "\"2\"")))
        .isEqualTo("/problems/reach.broadcast/state-wrong");

    for (var one : Set.of("anna", "ben")) {
      assertThat(type(as(one, "POST", "/api/broadcasts/" + id + "/approve", "{}")))
          .as("%s wrote or submitted it", one)
          .isEqualTo("/problems/reach.broadcast/second-person-needed");
    }
    assertThat(type(as("carl", "POST", "/api/broadcasts/" + id + "/approve", "{}", "\"1\"")))
        .isEqualTo("/problems/reach.broadcast/broadcast-changed");
    var approved =
        as("carl", "POST", "/api/broadcasts/" + id + "/approve", "{\"comment\":\"ok\"}", "\"2\"");

    assertThat(approved.json().path("state").asString()).isEqualTo("scheduled");
    assertThat(approved.json().path("approvedBy").asString()).isEqualTo("carl");
    assertThat(approved.json().at("/words/contents/paper/text").asString()).isEqualTo("${name}，您好");
    assertThat(type(as("anna", "DELETE", "/api/broadcasts/" + id, null)))
        .isEqualTo("/problems/reach.broadcast/state-wrong");
  }

  @Test
  void whatIsRejectedIsADraftAgain() {
    var id = draft();
    as("anna", "POST", "/api/broadcasts/" + id + "/submit", null);
    assertThat(type(as("carl", "POST", "/api/broadcasts/" + id + "/reject", "{}")))
        .isEqualTo("/problems/reach.broadcast/broadcast-invalid");

    var rejected =
        as("carl", "POST", "/api/broadcasts/" + id + "/reject", "{\"comment\":\"too loud\"}");

    assertThat(rejected.json().path("state").asString()).isEqualTo("draft");
    assertThat(rejected.json().path("comment").asString()).isEqualTo("too loud");
    assertThat(rejected.json().has("submittedBy")).isFalse();
    assertThat(as("anna", "POST", "/api/broadcasts/" + id + "/submit", null).status())
        .isEqualTo(200);
  }

  @Test
  void theTableRefusesAnApprovalByTheSamePerson() {
    var id = draft();
    as("ben", "POST", "/api/broadcasts/" + id + "/submit", null);

    for (var one : Set.of("anna", "ben")) {
      assertThatThrownBy(() ->
              jdbc.sql(
                      """
                      update reach_broadcast.broadcast set state = 'SCHEDULED', approved_by = ?
                      where broadcast_id = ?
                      """)
                  .params(one, UUID.fromString(id))
                  .update())
          .isInstanceOf(DataIntegrityViolationException.class);
    }
  }

  private String draft() {
    return created("/api/broadcasts", broadcast("Autumn"));
  }

  private String broadcast(String name) {
    return """
    {"name":"%s","segmentId":"%s","templateId":"%s","channels":["paper"],"controlBp":2000,
     "startAt":"2999-01-01T00:00:00Z","spreadMinutes":0,"effectDays":14,"currency":"CNY"}
    """
        .formatted(name, segment, template);
  }

  private static String template(String text, String fallback) {
    return """
    {"name":"Hello","purpose":"marketing","contents":{"paper":{"text":"%s"}},
     "fallbacks":{"name":"%s"}}
    """
        .formatted(text, fallback);
  }

  private String created(String path, String body) {
    var answer = as("anna", "POST", path, body);
    assertThat(answer.status()).as(() -> String.valueOf(answer.response().body())).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private Answer as(String person, String method, String path, @Nullable String body) {
    return as(person, method, path, body, null);
  }

  private Answer as(
      String person, String method, String path, @Nullable String body, @Nullable String ifMatch) {
    return ServerClient.as(
        environment,
        person,
        method,
        path,
        body,
        ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch));
  }

  private static String type(Answer answer) {
    JsonNode json = answer.json();
    return json.path("type").asString();
  }
}
