package io.quanyu.reach.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Setting WeCom up, and trying whether it works. */
@ServerTest
class WecomSettingsIT {

  private static final String TOKEN_PATH = "/cgi-bin/gettoken";
  private static final String MEMBERS_PATH = "/cgi-bin/externalcontact/get_follow_user_list";
  private static final String TOKEN_GIVEN =
      "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"TOK1\",\"expires_in\":7200}";

  private final Environment environment;
  private final ServerClient client;
  private final DSLContext dsl;
  private final WecomStub stub = new WecomStub();

  WecomSettingsIT(Environment environment, DSLContext dsl) {
    this.environment = environment;
    this.client = ServerClient.commandLine(environment);
    this.dsl = dsl;
  }

  @BeforeEach
  void nothingIsSetUp() {
    dsl.execute("delete from reach_wecom.app");
  }

  @AfterEach
  void closeStub() {
    stub.close();
  }

  @Test
  void atFirstThereIsNothingButTheAddressOfWecom() {
    var answer = client.get("/api/channels/wecom");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"0\"");
    assertThat(answer.json().get("configured").asBoolean()).isFalse();
    assertThat(answer.json().get("apiBaseUrl").asString()).isEqualTo("https://qyapi.weixin.qq.com");
    var test = client.send("POST", "/api/channels/wecom/test", null, Map.of());
    assertThat(test.status()).isEqualTo(409);
    assertThat(slug(test)).isEqualTo("not-configured");
  }

  @Test
  void secretsAreWrittenAndNeverRead() {
    var saved = put(0, Map.of());

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.header("ETag")).isEqualTo("\"1\"");
    assertThat(saved.json().get("corpId").asString()).isEqualTo("ww1");
    assertThat(saved.json().get("callbackPath").asString()).startsWith("/callbacks/wecom/");
    assertThat(saved.response().body()).doesNotContain("the-secret", "theToken", "k".repeat(43));
    assertThat(client.get("/api/channels/wecom").json()).isEqualTo(saved.json());
  }

  @Test
  void theAddressIsWecomItselfUnlessSaidOtherwise() {
    assertThat(put(0, Map.of()).json().get("apiBaseUrl").asString())
        .isEqualTo("https://qyapi.weixin.qq.com");
    assertThat(put(1, Map.of("apiBaseUrl", " ")).json().get("apiBaseUrl").asString())
        .isEqualTo("https://qyapi.weixin.qq.com");
  }

  @Test
  void whoeverSavesAnOldVersionIsRefused() {
    put(0, Map.of());
    put(1, Map.of("agentId", 7));

    var late = put(1, Map.of("agentId", 8));

    assertThat(late.status()).isEqualTo(409);
    assertThat(slug(late)).isEqualTo("settings-changed");
    assertThat(put(0, Map.of()).status()).isEqualTo(409);
    assertThat(client.get("/api/channels/wecom").json().get("agentId").asInt()).isEqualTo(7);
  }

  @Test
  void secretsLeftOutStayAndTheCallbackKeepsItsAddress() {
    var first = put(0, Map.of("apiBaseUrl", stub.url()));
    var second =
        client.send(
            "PUT",
            "/api/channels/wecom",
            "{\"corpId\":\"ww2\",\"agentId\":9,\"apiBaseUrl\":\"" + stub.url() + "/\"}",
            Map.of("If-Match", "\"1\""));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().get("callbackPath")).isEqualTo(first.json().get("callbackPath"));
    test("en");
    assertThat(stub.asked()).containsExactly(TOKEN_PATH + "?corpid=ww2&corpsecret=the-secret");
  }

  @Test
  void aSecretThatNobodyCanReadIsNotSentToAnotherAddress() {
    put(0, Map.of());

    var moved =
        client.send(
            "PUT",
            "/api/channels/wecom",
            "{\"corpId\":\"ww1\",\"agentId\":9,\"apiBaseUrl\":\"" + stub.url() + "\"}",
            Map.of("If-Match", "\"1\""));

    assertThat(moved.status()).isEqualTo(400);
    assertThat(slug(moved)).isEqualTo("settings-invalid");
    assertThat(moved.json().get("errors").get(0).get("field").asString()).isEqualTo("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "corpId, ww1&x=1",
    "corpId, ''",
    "agentId, 0",
    "apiBaseUrl, http://qyapi.weixin.qq.com",
    "apiBaseUrl, http://169.254.169.254",
    "secret, a&b",
    "token, ''",
    "aesKey, short",
  })
  void whatMakesNoSenseIsRefusedWithItsField(String field, String value) {
    var refused = put(0, Map.of(field, value));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(slug(refused)).isEqualTo("settings-invalid");
    assertThat(refused.json().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void aWorkingConnectionCountsTheMembersWithCustomerContact() {
    stub.says(TOKEN_PATH, TOKEN_GIVEN);
    stub.says(
        MEMBERS_PATH, "{\"errcode\":0,\"errmsg\":\"ok\",\"follow_user\":[\"zhangsan\",\"lisi\"]}");
    put(0, Map.of("apiBaseUrl", stub.url()));

    var answer = test("en");

    assertThat(answer.json().get("outcome").asString()).isEqualTo("connected");
    assertThat(answer.json().get("membersWithContact").asInt()).isEqualTo(2);
    assertThat(answer.json().get("errorCode").isNull()).isTrue();
    assertThat(stub.asked())
        .containsExactly(
            TOKEN_PATH + "?corpid=ww1&corpsecret=the-secret", MEMBERS_PATH + "?access_token=TOK1");
  }

  @ParameterizedTest
  @CsvSource({
    "40013, corp_id_wrong, 企业 ID",
    "40001, secret_wrong, Secret",
    "40091, secret_wrong, Secret",
    "60020, ip_not_allowed, IP",
    "-1, busy, 繁忙",
    "45009, rate_limited, 上限",
    "45011, refused, 45011",
  })
  void aRefusedTokenIsExplained(int code, String outcome, String word) {
    stub.says(TOKEN_PATH, "{\"errcode\":%d,\"errmsg\":\"the vendor's words\"}".formatted(code));
    put(0, Map.of("apiBaseUrl", stub.url()));

    var answer = test("zh-CN");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("outcome").asString()).isEqualTo(outcome);
    assertThat(answer.json().get("detail").asString()).contains(word);
    assertThat(answer.json().get("errorCode").asInt()).isEqualTo(code);
    assertThat(answer.response().body()).doesNotContain("the-secret");
  }

  @ParameterizedTest
  @CsvSource({"48002, api_forbidden", "84074, api_forbidden", "301002, agent_wrong", "-1, busy"})
  void refusedMembersAreExplained(int code, String outcome) {
    stub.says(TOKEN_PATH, TOKEN_GIVEN);
    stub.says(MEMBERS_PATH, "{\"errcode\":%d,\"errmsg\":\"no\"}".formatted(code));
    put(0, Map.of("apiBaseUrl", stub.url()));

    assertThat(test("en").json().get("outcome").asString()).isEqualTo(outcome);
  }

  @Test
  void whoeverIsNotWecomIsFoundOutAndNotFollowed() {
    put(0, Map.of("apiBaseUrl", stub.url()));
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("not_wecom");

    stub.says(TOKEN_PATH, "<html>a page</html>");
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("not_wecom");

    stub.says(
        TOKEN_PATH, new WecomStub.Said(302, "", Map.of("Location", stub.url() + "/elsewhere")));
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("not_wecom");
    assertThat(stub.asked()).noneMatch(path -> path.startsWith("/elsewhere"));
  }

  @Test
  void whereNobodyAnswersIsSaid() {
    put(0, Map.of("apiBaseUrl", stub.url()));
    stub.says(TOKEN_PATH, new WecomStub.Said(0, "", Map.of()));
    assertThat(test("en").json().get("outcome").asString()).isIn("unreachable", "not_wecom");

    stub.close();
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("unreachable");

    put(1, Map.of("apiBaseUrl", "https://no-such-host.invalid"));
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("host_unknown");
  }

  @Test
  void aServerWithoutTlsIsSaid() {
    // This server itself speaks plain HTTP.
    var port = environment.getRequiredProperty("local.server.port");
    put(0, Map.of("apiBaseUrl", "https://127.0.0.1:" + port));

    assertThat(test("en").json().get("outcome").asString()).isEqualTo("tls_failed");
  }

  private ServerClient.Answer test(String language) {
    return client.send(
        "POST", "/api/channels/wecom/test", null, Map.of("Accept-Language", language));
  }

  private ServerClient.Answer put(int version, Map<String, Object> changes) {
    var draft = new HashMap<String, Object>();
    draft.put("corpId", "ww1");
    draft.put("agentId", 1000002);
    draft.put("secret", "the-secret");
    draft.put("token", "theToken");
    draft.put("aesKey", "k".repeat(43));
    draft.putAll(changes);
    return client.send(
        "PUT",
        "/api/channels/wecom",
        JsonMapper.shared().writeValueAsString(draft),
        Map.of("If-Match", "\"" + version + "\""));
  }

  private static String slug(ServerClient.Answer answer) {
    return answer.json().get("type").asString().replace("/problems/reach.wecom/", "");
  }
}
