package io.quanyu.reach.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.money.Money;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.reach.content.spi.SmsAccount;
import io.quanyu.reach.sms.GatewayStub.Said;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
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

/** Setting a gateway up, and trying whether it works. */
@ServerTest
class SmsSettingsIT {

  private static final String KEY = "the-api-key";
  private static final String CALLBACK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final Environment environment;
  private final ServerClient client;
  private final DSLContext dsl;
  private final SmsAccount account;
  private final GatewayStub stub = new GatewayStub();

  SmsSettingsIT(Environment environment, DSLContext dsl, SmsAccount account) {
    this.environment = environment;
    this.client = ServerClient.commandLine(environment);
    this.dsl = dsl;
    this.account = account;
  }

  @BeforeEach
  void nothingIsSetUp() {
    dsl.execute("delete from reach_sms.gateway");
  }

  @AfterEach
  void closeStub() {
    stub.close();
  }

  @Test
  void atFirstThereAreOnlyLimits() {
    var answer = client.get("/api/channels/sms");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"0\"");
    assertThat(answer.json().get("configured").asBoolean()).isFalse();
    assertThat(answer.json().get("recipientsMax").asInt()).isEqualTo(1000);
    var test = client.send("POST", "/api/channels/sms/test", null, Map.of());
    assertThat(test.status()).isEqualTo(409);
    assertThat(slug(test)).isEqualTo("not-configured");
    assertThat(account.price()).isEmpty();
  }

  @Test
  void secretsAreWrittenSealedAndNeverRead() {
    var saved = put(0, Map.of());

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.header("ETag")).isEqualTo("\"1\"");
    assertThat(saved.json().get("baseUrl").asString()).isEqualTo("https://sms.example.com");
    assertThat(saved.json().get("pricePerPart").decimalValue()).isEqualByComparingTo("0.045");
    assertThat(saved.json().get("callbackPath").asString()).startsWith("/callbacks/sms/");
    assertThat(saved.response().body()).doesNotContain(KEY, "whsec");
    assertThat(client.get("/api/channels/sms").json()).isEqualTo(saved.json());
    var stored =
        dsl.fetchSingle(
                "select wrapped_key || sealed_api_key || sealed_callback_secret from"
                    + " reach_sms.gateway")
            .get(0, byte[].class);
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(KEY, "whsec");
  }

  @Test
  void whoeverSavesAnOldVersionIsRefused() {
    put(0, Map.of());
    put(1, Map.of("recipientsMax", 7));

    var late = put(1, Map.of("recipientsMax", 8));

    assertThat(late.status()).isEqualTo(409);
    assertThat(slug(late)).isEqualTo("settings-changed");
    assertThat(put(0, Map.of()).status()).isEqualTo(409);
    assertThat(client.get("/api/channels/sms").json().get("recipientsMax").asInt()).isEqualTo(7);
  }

  @Test
  void aVersionThatIsNoEtagIsRefused() {
    var refused = client.send("PUT", "/api/channels/sms", draft(Map.of()), Map.of("If-Match", "*"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(field(refused)).isEqualTo("If-Match");
  }

  @Test
  void secretsLeftOutStayAndTheCallbackKeepsItsAddress() {
    var first = put(0, Map.of("baseUrl", stub.url()));
    var second = put(1, without("apiKey", "callbackSecret", Map.of("baseUrl", stub.url() + "/")));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().get("callbackPath")).isEqualTo(first.json().get("callbackPath"));
    test("en");
    assertThat(stub.asked())
        .containsExactly(new GatewayStub.Asked("/sms/v1/account", "Bearer " + KEY, "", ""));
  }

  @Test
  void aKeyThatNobodyCanReadIsNotSentToAnotherAddress() {
    put(0, Map.of());

    var moved = put(1, without("apiKey", "callbackSecret", Map.of("baseUrl", stub.url())));

    assertThat(moved.status()).isEqualTo(400);
    assertThat(slug(moved)).isEqualTo("settings-invalid");
    assertThat(field(moved)).isEqualTo("apiKey");
  }

  @Test
  void anotherAccountIsCountedSoThatOldKeysMeanNothingToIt() {
    put(0, Map.of());
    assertThat(accountNo()).isEqualTo(1);
    put(1, Map.of("signature", "泉屿商城", "recipientsMax", 10));
    assertThat(accountNo()).isEqualTo(1);
    put(2, Map.of("isKeyed", false));
    assertThat(accountNo()).isEqualTo(2);
    put(3, Map.of("isKeyed", false, "apiKey", "another"));
    assertThat(accountNo()).isEqualTo(3);
    put(4, Map.of("isKeyed", false, "apiKey", "another", "baseUrl", "https://other.example.com"));
    assertThat(accountNo()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "baseUrl, http://sms.example.com",
    "baseUrl, https://sms.example.com/path",
    "baseUrl, ''",
    "apiKey, ''",
    "apiKey, a b",
    "apiKey, 密钥",
    "signature, 泉",
    "signature, 【泉屿】",
    "signature, 一二三四五六七八九十一二三四五六七八九十一",
    "pricePerPart, -0.01",
    "pricePerPart, 1000",
    "pricePerPart, 0.0000001",
    "currency, RMB",
    "currency, XXX",
    "callsPerMinute, 0",
    "callsPerMinute, 6001",
    "recipientsMax, 0",
    "recipientsMax, 1001",
    "callbackSecret, whsec_short",
    "callbackSecret, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "callbackSecret, whsec_====",
  })
  void whatMakesNoSenseIsRefusedWithItsField(String field, String value) {
    var refused = put(0, Map.of(field, value));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(slug(refused)).isEqualTo("settings-invalid");
    assertThat(field(refused)).isEqualTo(field);
  }

  @Test
  void everythingThatIsMissingIsNamedAtOnce() {
    var refused =
        client.send(
            "PUT",
            "/api/channels/sms",
            "{\"isKeyed\":true,\"callsPerMinute\":1,\"recipientsMax\":1}",
            Map.of("If-Match", "\"0\""));

    assertThat(refused.json().get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactly(
            "baseUrl", "apiKey", "callbackSecret", "signature", "pricePerPart", "currency");
  }

  @Test
  void aWorkingConnectionTellsTheBalance() {
    stub.says(200, "{\"balance\":1234.5,\"more\":[]}");
    put(0, Map.of("baseUrl", stub.url()));

    var answer = test("en").json();

    assertThat(answer.get("outcome").asString()).isEqualTo("connected");
    assertThat(answer.get("balance").asString()).isEqualTo("1234.5");
    assertThat(answer.get("status").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "401, key_wrong, 密钥",
    "402, no_balance, 余额",
    "429, rate_limited, 上限",
    "500, busy, 500",
    "503, busy, 503",
    "404, not_gateway, 404",
    "302, not_gateway, 302",
  })
  void aRefusalIsExplained(int status, String outcome, String word) {
    stub.says(_ -> new Said(status, "no", Map.of("Location", stub.url() + "/elsewhere")));
    put(0, Map.of("baseUrl", stub.url()));

    var answer = test("zh-CN");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("outcome").asString()).isEqualTo(outcome);
    assertThat(answer.json().get("detail").asString()).contains(word);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.response().body()).doesNotContain(KEY);
    assertThat(stub.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"<html>a page</html>", "{}", "'{\"balance\":{}}'", "''"})
  void whoeverIsNoGatewayIsFoundOut(String body) {
    stub.says(200, body);
    put(0, Map.of("baseUrl", stub.url()));

    assertThat(test("en").json().get("outcome").asString()).isEqualTo("not_gateway");
  }

  @Test
  void whereNobodyAnswersIsSaid() {
    put(0, Map.of("baseUrl", stub.url()));
    stub.says(_ -> Said.cut());
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("unreachable");

    stub.close();
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("unreachable");

    put(1, Map.of("baseUrl", "https://no-such-host.invalid"));
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("host_unknown");

    // This server itself speaks plain HTTP.
    var port = environment.getRequiredProperty("local.server.port");
    put(2, Map.of("baseUrl", "https://127.0.0.1:" + port));
    assertThat(test("en").json().get("outcome").asString()).isEqualTo("tls_failed");
  }

  @Test
  void signatureAndPriceAreKnownToThosePlanning() {
    assertThat(account.signature()).isEmpty();
    put(0, Map.of());

    assertThat(account.signature()).contains(new SmsSignature("泉屿"));
    assertThat(account.price().orElseThrow().cost(1_000))
        .isEqualTo(new Money(4_500, Currency.getInstance("CNY")));
  }

  private int accountNo() {
    return dsl.fetchSingle("select account_no from reach_sms.gateway").get(0, Integer.class);
  }

  private ServerClient.Answer test(String language) {
    return client.send("POST", "/api/channels/sms/test", null, Map.of("Accept-Language", language));
  }

  private ServerClient.Answer put(int version, Map<String, Object> changes) {
    return client.send(
        "PUT", "/api/channels/sms", draft(changes), Map.of("If-Match", "\"" + version + "\""));
  }

  private static String draft(Map<String, Object> changes) {
    var draft = new HashMap<String, Object>();
    draft.put("baseUrl", "https://sms.example.com");
    draft.put("apiKey", KEY);
    draft.put("signature", "泉屿");
    draft.put("pricePerPart", 0.045);
    draft.put("currency", "CNY");
    draft.put("isKeyed", true);
    draft.put("callsPerMinute", 60);
    draft.put("recipientsMax", 1000);
    draft.put("callbackSecret", CALLBACK_SECRET);
    draft.putAll(changes);
    return JsonMapper.shared().writeValueAsString(draft);
  }

  private static Map<String, Object> without(String one, String other, Map<String, Object> rest) {
    var changes = new HashMap<>(rest);
    changes.put(one, null);
    changes.put(other, null);
    return changes;
  }

  private static String slug(ServerClient.Answer answer) {
    return answer.json().get("type").asString().replace("/problems/reach.sms/", "");
  }

  private static String field(ServerClient.Answer answer) {
    return answer.json().get("errors").get(0).get("field").asString();
  }
}
