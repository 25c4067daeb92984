package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.spi.SessionSource;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every request that we serve is listed here with the permissions that it needs; a new one fails
 * the test until somebody has thought about who may call it.
 */
@ServerTest
@Import(AccessControlIT.Staff.class)
class AccessControlIT {

  /** Nobody needs to be signed in; a callback is proven by its signature. */
  private static final Set<String> OPEN =
      Set.of(
          "POST /api/session",
          "POST /api/session/code",
          "GET /api/sign-in-options",
          "GET /sign-in/oidc",
          "GET /sign-in/oidc/callback",
          "GET /sign-in/wecom",
          "GET /sign-in/wecom/callback",
          "any /error",
          "POST /callbacks/sms/{id}",
          "GET /callbacks/wecom/{id}",
          "POST /callbacks/wecom/{id}");

  /** About the caller's own session: being signed in is enough. */
  private static final Set<String> SIGNED_IN =
      Set.of(
          "GET /api/session",
          "DELETE /api/session",
          "POST /api/session/password",
          "GET /api/session/totp",
          "POST /api/session/totp",
          "POST /api/session/totp/confirm",
          "POST /api/session/totp/recovery-codes",
          "POST /api/session/totp/off",
          "GET /api/sessions",
          "DELETE /api/sessions",
          "DELETE /api/sessions/{id}");

  private static final String CONDITION =
      """
      {"type":"metric","metric":"orders","operator":"at_least","min":1}
      """;
  private static final String MAPPING = "{\"kind\":\"customers\"}";
  private static final String WORDS =
      "\"purpose\":\"service\",\"contents\":{\"none\":{\"text\":\"hello\"}},\"fallbacks\":{}";
  private static final String ESTIMATE =
      """
      {"segmentId":"%1$s","templateId":"%1$s","channels":["none"],"controlBp":1000,
       "effectDays":14,"currency":"CNY"}
      """
          .formatted(Guarded.SOME_ID);
  private static final String BROADCAST =
      """
      {"name":"b","segmentId":"%1$s","templateId":"%1$s","channels":["none"],"controlBp":1000,
       "spreadMinutes":0,"effectDays":14,"currency":"CNY"}
      """
          .formatted(Guarded.SOME_ID);

  private static final String EXPORT =
      "{\"source\":{},\"columns\":[\"name\"],\"isClear\":false,\"purpose\":\"for a letter\"}";

  /** Operation, all permissions that it needs, and a body that the handler can read. */
  private static final List<Guarded> GUARDED =
      List.of(
          new Guarded("GET /api/overview", "overview.read", null),
          new Guarded("GET /api/import-kinds", "imports.read", null),
          new Guarded("POST /api/uploads", "imports.write", "no file"),
          new Guarded(
              "POST /api/uploads/{id}/mapping-guess", "imports.write", "{\"kind\":\"customers\"}"),
          new Guarded("GET /api/import-mappings", "imports.read", null),
          new Guarded(
              "POST /api/import-mappings",
              "imports.write",
              "{\"name\":\"crm\",\"mapping\":" + MAPPING + "}"),
          new Guarded("DELETE /api/import-mappings/{id}", "imports.write", null),
          new Guarded("GET /api/imports", "imports.read", null),
          new Guarded(
              "POST /api/imports",
              "imports.write",
              "{\"uploadId\":\"%s\",\"channel\":\"crm\",\"mapping\":%s}"
                  .formatted(Guarded.SOME_ID, MAPPING)),
          new Guarded(
              "POST /api/imports/summary",
              "imports.read",
              "{\"ids\":[\"%s\"]}".formatted(Guarded.SOME_ID)),
          new Guarded("GET /api/imports/{id}", "imports.read", null),
          new Guarded("POST /api/imports/{id}/cancel", "imports.write", null),
          new Guarded("POST /api/imports/{id}/replay", "imports.write", "{}"),
          new Guarded("GET /api/imports/{id}/rejected.csv", "imports.write", null),
          new Guarded("GET /api/customers", "customers.read", null),
          new Guarded("GET /api/customers/{id}", "customers.read", null),
          new Guarded("GET /api/customers/{id}/timeline", "customers.read", null),
          new Guarded(
              "POST /api/customers/{id}/reveal",
              "customers.read customers.reveal",
              "{\"fields\":[\"phone\"],\"reason\":\"service\",\"note\":\"asked for it\"}"),
          new Guarded(
              "POST /api/exports/estimate", "exports.create customers.read segments.read", EXPORT),
          new Guarded("POST /api/exports", "exports.create customers.read segments.read", EXPORT),
          new Guarded("GET /api/exports", "exports.create", null),
          new Guarded("GET /api/exports/{id}", "exports.create", null),
          new Guarded("POST /api/exports/{id}/cancel", "exports.create", null),
          new Guarded("GET /api/exports/{id}/file", "exports.create customers.read", null),
          new Guarded("GET /api/export-requests", "exports.approve", null),
          new Guarded("POST /api/export-requests/{id}/approve", "exports.approve", "{}"),
          new Guarded(
              "POST /api/export-requests/{id}/refuse", "exports.approve", "{\"note\":\"no\"}"),
          new Guarded("POST /api/export-trace", "exports.trace", "{\"text\":\"rows\"}"),
          new Guarded("GET /api/audit/entries", "audit.read", null),
          new Guarded("GET /api/audit/entries.csv", "audit.read", null),
          new Guarded("GET /api/audit/chain", "audit.read", null),
          new Guarded("POST /api/audit/chain/verify", "audit.read", null),
          new Guarded("GET /api/audit/alarms", "audit.read", null),
          new Guarded(
              "POST /api/accounts/lookup",
              "customers.read",
              "{\"channel\":\"crm\",\"accountKeys\":[\"a\"]}"),
          new Guarded("GET /api/tags", "tags.read", null),
          new Guarded("GET /api/segment-fields", "segments.read", null),
          new Guarded("GET /api/segments", "segments.read", null),
          new Guarded(
              "POST /api/segments",
              "segments.write",
              "{\"name\":\"buyers\",\"condition\":" + CONDITION + "}"),
          new Guarded("GET /api/segments/{id}", "segments.read", null),
          new Guarded(
              "PUT /api/segments/{id}",
              "segments.write",
              "{\"name\":\"buyers\",\"condition\":" + CONDITION + "}"),
          new Guarded("DELETE /api/segments/{id}", "segments.write", null),
          new Guarded(
              "POST /api/segments/preview", "segments.read", "{\"condition\":" + CONDITION + "}"),
          new Guarded("GET /api/channels", "broadcasts.read", null),
          new Guarded("GET /api/message-templates", "broadcasts.read", null),
          new Guarded(
              "POST /api/message-templates",
              "broadcasts.write",
              "{\"name\":\"hello\"," + WORDS + "}"),
          new Guarded("GET /api/message-templates/{id}", "broadcasts.read", null),
          new Guarded(
              "PUT /api/message-templates/{id}",
              "broadcasts.write",
              "{\"name\":\"hello\"," + WORDS + "}"),
          new Guarded("DELETE /api/message-templates/{id}", "broadcasts.write", null),
          new Guarded("POST /api/message-templates/preview", "broadcasts.read", "{" + WORDS + "}"),
          new Guarded("GET /api/broadcasts", "broadcasts.read", null),
          new Guarded("POST /api/broadcasts", "broadcasts.write", BROADCAST),
          new Guarded("GET /api/broadcasts/{id}", "broadcasts.read", null),
          new Guarded("PUT /api/broadcasts/{id}", "broadcasts.write", BROADCAST),
          new Guarded("DELETE /api/broadcasts/{id}", "broadcasts.write", null),
          new Guarded("POST /api/broadcasts/{id}/submit", "broadcasts.write", null),
          new Guarded("POST /api/broadcasts/{id}/approve", "broadcasts.approve", "{}"),
          new Guarded(
              "POST /api/broadcasts/{id}/reject", "broadcasts.approve", "{\"comment\":\"no\"}"),
          new Guarded("POST /api/broadcasts/{id}/pause", "broadcasts.write", null),
          new Guarded("POST /api/broadcasts/{id}/resume", "broadcasts.write", null),
          new Guarded("POST /api/broadcasts/{id}/stop", "broadcasts.write", null),
          new Guarded(
              "POST /api/broadcasts/{id}/test-send",
              "broadcasts.write",
              "{\"customerIds\":[\"%s\"]}".formatted(Guarded.SOME_ID)),
          new Guarded("POST /api/broadcasts/estimate", "broadcasts.read", ESTIMATE),
          new Guarded("GET /api/broadcasts/{id}/results", "broadcasts.read", null),
          new Guarded("GET /api/broadcasts/{id}/effect", "broadcasts.read", null),
          new Guarded("GET /api/broadcasts/{id}/guides", "broadcasts.read", null),
          new Guarded("GET /api/broadcasts/{id}/trace", "broadcasts.read customers.read", null),
          new Guarded("GET /api/channels/wecom", "channels.manage", null),
          new Guarded(
              "PUT /api/channels/wecom",
              "channels.manage",
              "{\"corpId\":\"ww1\",\"agentId\":1000002}"),
          new Guarded("POST /api/channels/wecom/test", "channels.manage", null),
          new Guarded("GET /api/channels/wecom/contacts", "channels.manage", null),
          new Guarded("POST /api/channels/wecom/contacts/sync", "channels.manage", null),
          new Guarded("GET /api/staff", "staff.manage", null),
          new Guarded(
              "POST /api/staff",
              "staff.manage",
              "{\"username\":\"zoe\",\"displayName\":\"Zoe\","
                  + "\"assignments\":[{\"role\":\"analyst\",\"scope\":\"brand\"}]}"),
          new Guarded(
              "PUT /api/staff/{id}/assignments",
              "staff.manage",
              "{\"assignments\":[{\"role\":\"analyst\",\"scope\":\"brand\"}]}"),
          new Guarded("GET /api/roles", "staff.manage", null),
          new Guarded(
              "POST /api/roles",
              "staff.manage",
              "{\"name\":\"Trainer\",\"permissions\":[\"tags.read\"]}"),
          new Guarded("GET /api/roles/{id}", "staff.manage", null),
          new Guarded(
              "PUT /api/roles/{id}",
              "staff.manage",
              "{\"name\":\"Trainer\",\"permissions\":[\"tags.read\"]}"),
          new Guarded("DELETE /api/roles/{id}", "staff.manage", null),
          new Guarded("POST /api/staff/{id}/reset-password", "staff.manage", null),
          new Guarded("POST /api/staff/{id}/deactivate", "staff.manage", null),
          new Guarded("POST /api/staff/{id}/reactivate", "staff.manage", null),
          new Guarded("GET /api/organisation", "organisation.read", null),
          new Guarded("GET /api/organisation/tree", "organisation.read", null),
          new Guarded("GET /api/organisation/search", "organisation.read", null),
          new Guarded("GET /api/organisation/units.csv", "organisation.write", null),
          new Guarded("POST /api/organisation/units.csv", "organisation.write", ""),
          new Guarded("GET /api/organisation/people.csv", "organisation.write", null),
          new Guarded("POST /api/organisation/people.csv", "organisation.write", ""),
          new Guarded("GET /api/organisation/map", "organisation.read", null),
          new Guarded("GET /api/organisation/map/outline", "organisation.read", null),
          new Guarded("GET /api/organisation/units/{id}/path", "organisation.read", null),
          new Guarded(
              "POST /api/organisation/units",
              "organisation.write",
              "{\"kind\":\"region\",\"name\":\"East\",\"parentId\":\"%s\",\"codes\":[]}"
                  .formatted(Guarded.SOME_ID)),
          new Guarded("GET /api/organisation/units/{id}", "organisation.read", null),
          new Guarded(
              "PUT /api/organisation/units/{id}",
              "organisation.write",
              "{\"name\":\"East\",\"codes\":[]}"),
          new Guarded(
              "POST /api/organisation/units/{id}/move",
              "organisation.write",
              "{\"parentId\":\"%s\"}".formatted(Guarded.SOME_ID)),
          new Guarded("POST /api/organisation/units/{id}/close", "organisation.write", "{}"),
          new Guarded("GET /api/organisation/units/{id}/children", "organisation.read", null),
          new Guarded("GET /api/organisation/units/{id}/subtree", "organisation.read", null),
          new Guarded("GET /api/organisation/units/{id}/history", "organisation.read", null),
          new Guarded("GET /api/organisation/units/{id}/store", "organisation.read", null),
          new Guarded(
              "PUT /api/organisation/units/{id}/store",
              "organisation.write",
              "{\"openingHours\":[],\"services\":[]}"),
          new Guarded("GET /api/organisation/people", "organisation.read", null),
          new Guarded("POST /api/organisation/people", "organisation.write", "{\"name\":\"Lin\"}"),
          new Guarded("GET /api/organisation/people/{id}", "organisation.read", null),
          new Guarded(
              "PUT /api/organisation/people/{id}", "organisation.write", "{\"name\":\"Lin\"}"),
          new Guarded("GET /api/organisation/people/{id}/posts", "organisation.read", null),
          new Guarded(
              "POST /api/organisation/people/{id}/posts",
              "organisation.write",
              "{\"unitId\":\"%s\",\"role\":\"guide\"}".formatted(Guarded.SOME_ID)),
          new Guarded("POST /api/organisation/posts/{id}/end", "organisation.write", "{}"),
          new Guarded("GET /api/organisation/units/{id}/people", "organisation.read", null),
          new Guarded("POST /api/staff/{id}/reset-totp", "staff.manage", null),
          new Guarded("GET /api/encryption", "encryption.read", null),
          new Guarded("POST /api/encryption/rotations", "encryption.manage", "{\"replaces\":1}"),
          new Guarded("POST /api/encryption/keys/{id}/destroy", "encryption.manage", null),
          new Guarded("GET /api/api-keys", "keys.manage", null),
          new Guarded(
              "POST /api/api-keys",
              "keys.manage",
              "{\"name\":\"till\",\"permissions\":[\"tags.read\"]}"),
          new Guarded("POST /api/api-keys/{id}/revoke", "keys.manage", null),
          new Guarded("GET /api/write-keys", "keys.manage", null),
          new Guarded(
              "POST /api/write-keys", "keys.manage", "{\"name\":\"site\",\"source\":\"web\"}"),
          new Guarded("POST /api/write-keys/{id}/revoke", "keys.manage", null),
          new Guarded("GET /api/oidc-settings", "staff.manage", null),
          new Guarded(
              "PUT /api/oidc-settings",
              "staff.manage",
              "{\"isOn\":true,\"name\":\"x\",\"issuer\":\"x\",\"clientId\":\"x\",\"publicUrl\":\"x\"}"),
          new Guarded("GET /api/staff/{id}/company-accounts", "staff.manage", null),
          new Guarded("PUT /api/staff/{id}/company-accounts", "staff.manage", "{}"),
          new Guarded("GET /api/sign-in-policy", "staff.manage", null),
          new Guarded(
              "PUT /api/sign-in-policy", "staff.manage", "{\"totpRequiredFor\":\"nobody\"}"),
          new Guarded("GET /api/staff/{id}/sessions", "staff.manage", null),
          new Guarded("DELETE /api/staff/{id}/sessions", "staff.manage", null),
          new Guarded("DELETE /api/staff/{id}/sessions/{sessionId}", "staff.manage", null),
          new Guarded("GET /api/messages", "messages.read", null),
          new Guarded("GET /api/contact-policy", "broadcasts.read", null),
          new Guarded(
              "PUT /api/contact-policy",
              "channels.manage",
              "{\"caps\":[],\"quietHours\":null,\"globalControlBp\":0}"),
          new Guarded("GET /api/customers/{id}/consents", "consent.read", null),
          new Guarded(
              "POST /api/customers/{id}/consents",
              "consent.manage",
              "{\"purpose\":\"marketing\",\"granted\":true,\"source\":\"service\"}"),
          new Guarded("GET /api/consent/figures", "consent.read", null),
          new Guarded("GET /api/consent/decisions", "consent.read", null),
          new Guarded(
              "POST /api/consent/decisions",
              "consent.manage",
              """
              {"decisions":[{"customerId":"%s","purpose":"marketing","granted":true,\
              "source":"import"}]}
              """
                  .formatted(Guarded.SOME_ID)),
          new Guarded("GET /api/consent/purposes", "consent.read", null),
          new Guarded("POST /api/consent/purposes", "privacy.manage", Guarded.SOME_PURPOSE),
          new Guarded("PUT /api/consent/purposes/{code}", "privacy.manage", Guarded.SOME_PURPOSE),
          new Guarded("GET /api/consent/purposes/{code}/texts", "consent.read", null),
          new Guarded(
              "POST /api/consent/purposes/{code}/texts",
              "privacy.manage",
              "{\"textZh\":\"我同意\",\"textEn\":\"I agree\"}"),
          new Guarded("GET /api/privacy/requests", "privacy.read", null),
          new Guarded("GET /api/privacy/requests/{id}", "privacy.read", null),
          new Guarded(
              "POST /api/privacy/requests",
              "privacy.handle",
              "{\"kind\":\"erasure\",\"customerId\":\"%s\",\"channel\":\"phone\"}"
                  .formatted(Guarded.SOME_ID)),
          new Guarded(
              "POST /api/privacy/requests/{id}/verify",
              "privacy.handle",
              "{\"how\":\"phone_code\"}"),
          new Guarded("POST /api/privacy/requests/{id}/approve", "privacy.approve", null),
          new Guarded("POST /api/privacy/requests/{id}/start", "privacy.handle", null),
          new Guarded(
              "POST /api/privacy/requests/{id}/refuse",
              "privacy.handle",
              "{\"reason\":\"nobody could verify it\"}"),
          new Guarded(
              "POST /api/privacy/requests/{id}/copy",
              "privacy.handle",
              "{\"reason\":\"she is at the counter\"}"),
          new Guarded("GET /api/suppressions", "broadcasts.read", null),
          new Guarded(
              "POST /api/suppressions",
              "broadcasts.write",
              "{\"channel\":\"sms\",\"reason\":\"complaint\",\"customerId\":\"%s\"}"
                  .formatted(Guarded.SOME_ID)),
          new Guarded("DELETE /api/suppressions/{id}", "broadcasts.write", null),
          new Guarded("GET /api/channels/sms", "channels.manage", null),
          new Guarded(
              "PUT /api/channels/sms",
              "channels.manage",
              """
              {"baseUrl":"https://sms.example.com","signature":"泉屿","pricePerPart":0.045,\
              "currency":"CNY","isKeyed":true,"callsPerMinute":60,"recipientsMax":1000}
              """),
          new Guarded("POST /api/channels/sms/test", "channels.manage", null),
          new Guarded(
              "POST /api/segments/explain",
              "segments.read customers.read",
              "{\"condition\":%s,\"customerId\":\"%s\"}".formatted(CONDITION, Guarded.SOME_ID)));

  record Guarded(String operation, String permissions, @Nullable String body) {
    static final String SOME_ID = "00000000-0000-7000-8000-000000000001";
    static final String SOME_PURPOSE =
        """
        {"code":"survey","nameZh":"问卷","nameEn":"Surveys","legalBasis":"consent","assumed":false,\
        "perChannel":true,"separate":false,"minors":"guardian","active":true}
        """;

    List<String> needed() {
      return List.of(permissions.split(" "));
    }

    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    String path() {
      return operation
          .substring(operation.indexOf(' ') + 1)
          .replace("/suppressions/{id}", "/suppressions/1")
          .replace("/encryption/keys/{id}", "/encryption/keys/1")
          .replace("{code}", "marketing")
          .replace("{id}", SOME_ID)
          .replace("{sessionId}", SOME_ID);
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  /** Whoever's session token names permissions has these; others have sessions as usual. */
  @TestConfiguration
  static class Staff {
    @Bean
    @Primary
    SessionSource permissionsNamedInTheToken(@Qualifier("sessions") SessionSource sessions) {
      return token ->
          token.contains(".") // as permissions do and tokens do not
              ? Optional.of(Caller.ofBrand("staff", "Staff", false, Set.of(token.split("\\+"))))
              : sessions.findCaller(token);
    }
  }

  private final Map<RequestMappingInfo, HandlerMethod> handlers;
  private final Environment environment;

  AccessControlIT(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      Environment environment) {
    this.handlers =
        mapping.getHandlerMethods().entrySet().stream()
            .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.quanyu."))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    this.environment = environment;
  }

  @Test
  void everyRequestServedIsListedWithThePermissionItNeeds() {
    var served = new TreeSet<String>();
    handlers.keySet().forEach(info -> served.addAll(operations(info)));
    var listed = new TreeSet<String>(OPEN);
    listed.addAll(SIGNED_IN);
    GUARDED.forEach(guarded -> listed.add(guarded.operation()));

    assertThat(served).isEqualTo(listed);
  }

  /** The document is what clients know of; nothing in it may be missing here. */
  @Test
  void everyOperationOfTheDocumentIsClassified() throws IOException {
    var document =
        JsonMapper.shared()
            .valueToTree(
                new Yaml().<Object>load(Files.readString(Path.of("../docs/api/openapi.yaml"))));
    var written = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(
                    method -> written.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    var classified = new TreeSet<String>(OPEN);
    classified.addAll(SIGNED_IN);
    GUARDED.forEach(guarded -> classified.add(guarded.operation()));

    assertThat(written).hasSizeGreaterThan(100);
    written.removeAll(classified);
    assertThat(written).isEmpty();
  }

  /**
   * The matrix: somebody with this role, signed in as people are, calls every operation. She is
   * answered where her role, for the part of the data that it is given for, has all that the
   * operation needs, and refused everywhere else.
   */
  @ParameterizedTest
  @MethodSource("builtInRoles")
  void aBuiltInRoleMayCallWhatItsPermissionsSayAndNothingElse(String code) {
    var role = commandLine().get("/api/roles/" + code).json();
    var scope = role.get("scopes").get(0).asString();
    var permissions =
        role.get("permissions")
            .valueStream()
            .map(JsonNode::asString)
            .filter(each -> scope.equals("brand") || Permission.SCOPED.contains(each))
            .collect(Collectors.toSet());
    var browser = signedInWith(code, scope);

    var wrong = new ArrayList<String>();
    for (var guarded : GUARDED) {
      var answer = call(browser, guarded);
      boolean isRight =
          permissions.containsAll(guarded.needed()) ? isServed(answer) : isRefused(answer);
      if (!isRight) {
        wrong.add(guarded + " answered " + answer.status() + " " + answer.response().body());
      }
    }
    for (var operation : inOrder(SIGNED_IN)) {
      var answer = call(browser, aboutTheSession(operation));
      if (!isServed(answer)) {
        wrong.add(operation + " answered " + answer.status() + " " + answer.response().body());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(browser.get("/api/session").status()).isEqualTo(401); // the last one signed out
  }

  static Stream<String> builtInRoles() {
    return Stream.of(
        "owner",
        "system_administrator",
        "security_administrator",
        "auditor",
        "operator",
        "analyst",
        "region_manager",
        "dealer",
        "store_manager",
        "guide",
        "service");
  }

  @Test
  void theMatrixHasEveryBuiltInRole() {
    var builtIn =
        commandLine()
            .get("/api/roles")
            .json()
            .valueStream()
            .filter(role -> role.get("isBuiltIn").asBoolean())
            .map(role -> role.get("id").asString());

    assertThat(builtIn).containsExactlyElementsOf(builtInRoles().toList());
  }

  /** Signing out comes last. */
  private static List<String> inOrder(Set<String> operations) {
    return operations.stream().sorted(Comparator.comparing("DELETE /api/session"::equals)).toList();
  }

  private ServerClient signedInWith(String role, String scope) {
    var username = role.replace('_', '.');
    var unit = commandLine().get("/api/organisation").json().at("/root/id").asString();
    var assignment = new HashMap<>(Map.of("role", role, "scope", scope));
    if (scope.equals("unit")) {
      assignment.put("unitId", unit);
    }
    var added =
        commandLine()
            .post(
                "/api/staff",
                Map.of(
                    "username",
                    username,
                    "displayName",
                    username,
                    "assignments",
                    List.of(assignment)));
    var oneTime = added.json().get("oneTimePassword").asString();
    var browser = ServerClient.browser(environment);
    browser.post("/api/session", Map.of("username", username, "password", oneTime));
    var changed =
        browser.post(
            "/api/session/password",
            Map.of("currentPassword", oneTime, "newPassword", "correct horse battery"));
    assertThat(changed.status()).isEqualTo(204);
    return browser;
  }

  private static ServerClient.Answer call(ServerClient browser, Guarded guarded) {
    return browser.send(
        guarded.method(),
        guarded.path(),
        guarded.body(),
        Map.of("Idempotency-Key", guarded.operation(), "If-Match", "\"1\""));
  }

  private ServerClient commandLine() {
    return ServerClient.commandLine(environment);
  }

  @Test
  void everyHandlerIsGuardedOrOnTheShortListOfOpenOnes() {
    var unguarded = new TreeSet<String>();
    handlers.forEach((info, handler) -> {
      if (!isGuarded(handler)) {
        unguarded.addAll(operations(info));
      }
    });
    var open = new HashSet<>(OPEN);
    open.addAll(SIGNED_IN);

    assertThat(unguarded).isEqualTo(open);
  }

  /** What changes something leaves a record: see {@code brand.audit}. */
  @Test
  void everyUnsafeHandlerIsAuditedOrSaysWhyNot() {
    var forgotten = new TreeSet<String>();
    handlers.forEach((info, handler) -> {
      if (!handler.hasMethodAnnotation(Audited.class)
          && !handler.hasMethodAnnotation(NotAudited.class)) {
        operations(info).stream()
            .filter(operation -> !operation.startsWith("GET ") && !operation.startsWith("any /e"))
            .forEach(forgotten::add);
      }
    });

    assertThat(forgotten).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("eachPermissionNeeded")
  void whoHasAllPermissionsButTheOneNeededIsRefused(Guarded guarded, String needed) {
    var others = new HashSet<>(Permission.ALL);
    assertThat(others.remove(needed)).as("%s is a permission", needed).isTrue();

    var answer = send(guarded, String.join("+", others));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString())
        .isEqualTo("/problems/platform.web/access-denied");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void whoHasThePermissionsNeededAndNoOthersIsServed(Guarded guarded) {
    var answer = send(guarded, String.join("+", guarded.needed()));

    assertThat(isServed(answer)).as("%d %s", answer.status(), answer.response().body()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void nobodyIsAskedToSignIn(Guarded guarded) {
    assertThatSignInIsRequired(send(guarded, null));
  }

  @ParameterizedTest
  @MethodSource("aboutTheOwnSession")
  void theOwnSessionNeedsOneToo(String operation) {
    assertThatSignInIsRequired(send(aboutTheSession(operation), null));
  }

  private static Guarded aboutTheSession(String operation) {
    var body = "{\"currentPassword\":\"a\",\"newPassword\":\"b\"}";
    return new Guarded(operation, "", operation.startsWith("POST") ? body : null);
  }

  @Test
  void samplesOfASegmentAreForThoseWhoMayReadCustomers() {
    var preview =
        GUARDED.stream()
            .filter(guarded -> guarded.operation().equals("POST /api/segments/preview"))
            .findFirst()
            .orElseThrow();

    assertThat(send(preview, "segments.read").json().get("samples")).isEmpty();
  }

  /** What is asked about does not exist, so 400, 404 and problems of modules come from handlers. */
  private static boolean isServed(ServerClient.Answer answer) {
    return !List.of(401, 405, 415, 500).contains(answer.status()) && !isRefused(answer);
  }

  private static boolean isRefused(ServerClient.Answer answer) {
    return answer.status() == 403
        && answer.response().body().contains("/problems/platform.web/access-denied");
  }

  private static void assertThatSignInIsRequired(ServerClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString())
        .isEqualTo("/problems/platform.web/sign-in-required");
  }

  static Stream<Guarded> guarded() {
    return GUARDED.stream();
  }

  static Stream<Arguments> eachPermissionNeeded() {
    return GUARDED.stream()
        .flatMap(guarded -> guarded.needed().stream().map(needed -> arguments(guarded, needed)));
  }

  static Stream<String> aboutTheOwnSession() {
    return SIGNED_IN.stream().sorted();
  }

  /** As a browser sends it, with the CSRF cookie and its header. */
  private ServerClient.Answer send(Guarded guarded, @Nullable String session) {
    return ServerClient.as(
        environment,
        session,
        guarded.method(),
        guarded.path(),
        guarded.body(),
        Map.of("Idempotency-Key", guarded.operation(), "If-Match", "\"1\""));
  }

  private static boolean isGuarded(HandlerMethod handler) {
    return handler.hasMethodAnnotation(PreAuthorize.class)
        || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), PreAuthorize.class);
  }

  private static List<String> operations(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    return info.getPatternValues().stream()
        .flatMap(path ->
            methods.isEmpty()
                ? Stream.of("any " + path)
                : methods.stream().map(method -> method + " " + path))
        .toList();
  }
}
