package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.AccessControlIT.Guarded;
import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Permission;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every request that changes something, or shows people, leaves its record. */
@ServerTest
@Import(AccessControlIT.Staff.class)
class AuditedRequestsIT {

  private final Environment environment;
  private final JdbcClient jdbc;
  private final Map<String, Audited> audited = new HashMap<>();

  AuditedRequestsIT(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      Environment environment,
      JdbcClient jdbc) {
    this.environment = environment;
    this.jdbc = jdbc;
    mapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          var annotation = handler.getMethodAnnotation(Audited.class);
          if (annotation != null) {
            for (var method : info.getMethodsCondition().getMethods()) {
              info.getPatternValues().forEach(path -> audited.put(method + " " + path, annotation));
            }
          }
        });
  }

  record Told(String actor, String action, String outcome, @Nullable String objectId) {}

  /** What the trail tells of requests with a user agent. */
  private List<Told> told(String userAgent) {
    return jdbc.sql(
            """
            select actor, action, outcome, object_id from brand_audit.entry
            where user_agent = ? order by entry_id
            """)
        .param(userAgent)
        .query((row, _) ->
            new Told(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  private ServerClient.Answer send(
      String method,
      String path,
      @Nullable String body,
      @Nullable String session,
      String userAgent) {
    return ServerClient.browser(environment)
        .send(
            method,
            path,
            body,
            Map.of(
                "Cookie",
                "XSRF-TOKEN=x" + (session == null ? "" : "; SESSION=" + session),
                "X-XSRF-TOKEN",
                "x",
                "Idempotency-Key",
                userAgent,
                "If-Match",
                "\"1\"",
                "User-Agent",
                userAgent));
  }

  static Stream<Guarded> unsafe() {
    return AccessControlIT.guarded().filter(guarded -> !guarded.operation().startsWith("GET "));
  }

  /** Most meet nothing that they could change and are refused: that is told too. */
  @ParameterizedTest
  @MethodSource("unsafe")
  void whatSomebodyDidOrTriedIsTold(Guarded guarded) {
    var annotation = audited.get(guarded.operation());
    var agent = "tried " + guarded.operation();

    var answer =
        send(
            guarded.method(),
            guarded.path(),
            guarded.body(),
            String.join("+", guarded.needed()),
            agent);

    if (annotation == null) {
      assertThat(told(agent)).isEmpty();
    } else {
      var outcome = answer.status() >= 500 ? "failed" : answer.status() >= 400 ? "refused" : "done";
      assertThat(told(agent).getLast().outcome()).isEqualTo(outcome);
      assertThat(told(agent)).extracting(Told::action).containsOnly(annotation.action());
      assertThat(told(agent)).extracting(Told::actor).containsOnly("staff");
    }
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  void whoMayNotIsTold(Guarded guarded) {
    var annotation = audited.get(guarded.operation());
    if (annotation == null) {
      return;
    }
    var others = new HashSet<>(Permission.ALL);
    others.removeAll(guarded.needed());
    var agent = "may not " + guarded.operation();

    send(guarded.method(), guarded.path(), guarded.body(), String.join("+", others), agent);

    assertThat(told(agent))
        .singleElement()
        .satisfies(told -> {
          assertThat(told.action()).isEqualTo(annotation.action());
          assertThat(told.outcome()).isEqualTo("refused");
        });
  }

  @Test
  void theConsoleHasWordsForEveryAction() throws IOException {
    for (var language : List.of("en", "zh-CN")) {
      var words = Files.readString(Path.of("../console/src/shared/i18n/" + language + ".ts"));
      assertThat(audited.values())
          .isNotEmpty()
          .allSatisfy(one -> {
            assertThat(words).contains("'auditAction." + one.action() + "'");
            assertThat(words).contains("'auditObject." + one.object() + "'");
          });
    }
  }

  @Test
  void aChangeCommitsWithItsRecordInOneTransaction() {
    var made =
        send(
            "POST",
            "/api/segments",
            """
            {"name":"audited","condition":{"type":"metric","metric":"orders","operator":"at_least","min":1}}
            """,
            "segments.write",
            "segment maker");
    assertThat(made.status()).isEqualTo(201);
    var id = made.json().get("id").asString();

    assertThat(told("segment maker"))
        .containsExactly(new Told("staff", "segments.create", "done", id));
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from brand_audit.entry e
                    join know_segment.segment s on s.id::text = e.object_id
                    where s.xmin::text::bigint = e.xid::text::bigint % 4294967296
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void whoLooksAtCustomersIsToldWithHowManyWereShown() {
    assertThat(send("GET", "/api/customers", null, "customers.read", "looker").status())
        .isEqualTo(200);

    assertThat(told("looker")).containsExactly(new Told("staff", "customers.list", "done", null));
    assertThat(
            jdbc.sql("select details from brand_audit.entry where user_agent = 'looker'")
                .query(String.class)
                .single())
        .isEqualTo("{\"shown\":\"0\"}");
  }

  @Test
  void whoGuessesIdsOfCustomersIsTold() {
    var path = "/api/customers/" + Guarded.SOME_ID;
    assertThat(send("GET", path, null, "customers.read", "guesser").status()).isEqualTo(404);

    assertThat(told("guesser"))
        .containsExactly(new Told("staff", "customers.view", "refused", Guarded.SOME_ID));
  }

  @Test
  void wrongPasswordsAreToldOfThoseWhoExistAndNobodyElse() {
    signIn("admin", "wrong admin");
    signIn("correct horse battery", "password as name");

    assertThat(told("wrong admin"))
        .containsExactly(new Told("admin", "session.sign-in", "refused", null));
    // Somebody may have typed a password for a name: it is not kept.
    assertThat(told("password as name"))
        .containsExactly(new Told("-", "session.sign-in", "refused", null));
  }

  private void signIn(String username, String userAgent) {
    var body = "{\"username\":\"%s\",\"password\":\"not this one\"}".formatted(username);
    assertThat(send("POST", "/api/session", body, null, userAgent).status()).isEqualTo(401);
  }
}
