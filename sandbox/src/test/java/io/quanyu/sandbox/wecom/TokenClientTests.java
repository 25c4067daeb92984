package io.quanyu.sandbox.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every token and rate rule of facts 5.1 and 5.3, through the client that the server uses. */
class TokenClientTests {
  private static final String FOLLOWERS = "/cgi-bin/externalcontact/get_follow_user_list";

  @TempDir Path data;
  private RunningSandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.withWorld(data);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void fetchingAgainGivesTheSameTokenWhileItIsValid() throws WxErrorException {
    String first = sandbox.client().getAccessToken(true);
    sandbox.advanceSeconds(7199);
    assertThat(sandbox.client().getAccessToken(true)).isEqualTo(first).hasSize(512);
    sandbox.advanceSeconds(1);
    assertThat(sandbox.client().getAccessToken(true)).isNotEqualTo(first);
  }

  @Test
  void saysHowLongTheTokenStillHolds() {
    assertThat(gettoken().path("expires_in").asInt()).isEqualTo(7200);
    sandbox.advanceSeconds(100);
    assertThat(gettoken().path("expires_in").asInt()).isEqualTo(7100);
  }

  @Test
  void eachAppHasItsOwnToken() throws WxErrorException {
    sandbox.post(
        "/sandbox/world",
        """
        {"app":{"corpid":"%s","agentid":1000003,"secret":"other"}}
        """
            .formatted(RunningSandbox.CORP));
    assertThat(sandbox.client(RunningSandbox.CORP, "other").getAccessToken(true))
        .isNotEqualTo(sandbox.client().getAccessToken(true));
  }

  @Test
  void refusesWrongCredentials() {
    assertRefused(40013, () -> sandbox.client("wwother", RunningSandbox.SECRET).getAccessToken());
    assertRefused(40001, () -> sandbox.client(RunningSandbox.CORP, "wrong").getAccessToken());
    assertThat(code("/cgi-bin/gettoken?corpsecret=x")).isEqualTo(41002);
    assertThat(code("/cgi-bin/gettoken?corpid=x")).isEqualTo(41004);
  }

  @Test
  void refusesMissingInventedAndExpiredTokens() {
    assertThat(code(FOLLOWERS)).isEqualTo(41001);
    assertThat(code(FOLLOWERS + "?access_token=invented")).isEqualTo(40014);
    String token = gettoken().path("access_token").asString();
    assertThat(code(FOLLOWERS + "?access_token=" + token)).isZero();
    sandbox.advanceSeconds(7200);
    assertThat(code(FOLLOWERS + "?access_token=" + token)).isEqualTo(42001);
  }

  @Test
  void theClientRecoversWhenTheTokenEndsEarly() throws WxErrorException {
    WxCpService client = sandbox.client();
    String before = client.getAccessToken();
    JsonNode answer = sandbox.post("/sandbox/apps/" + RunningSandbox.AGENT + "/expire-token", "");
    assertThat(answer.path("expired").asBoolean()).isTrue();
    assertThat(client.getExternalContactService().listFollowers()).containsExactly("ann", "bo");
    assertThat(client.getAccessToken()).isNotEqualTo(before);
  }

  @Test
  void theClientSeesTheLimitAndIsLetInAfterTheBlock() throws WxErrorException {
    WxCpService client = sandbox.client();
    sandbox.post("/sandbox/limits", "{\"perMinute\":2}");
    client.getExternalContactService().listFollowers();
    client.getExternalContactService().listFollowers();
    assertRefused(45009, () -> client.getExternalContactService().listFollowers());
    assertThat(client.getExternalContactService().listExternalContacts("ann")).hasSize(3);
    sandbox.advanceSeconds(59);
    assertRefused(45009, () -> client.getExternalContactService().listFollowers());
    sandbox.advanceSeconds(1);
    assertThat(client.getExternalContactService().listFollowers()).hasSize(2);
  }

  @Test
  void theHourLimitBlocksForAnHour() throws WxErrorException {
    WxCpService client = sandbox.client();
    sandbox.post("/sandbox/limits", "{\"perHour\":1}");
    client.getExternalContactService().listFollowers();
    assertRefused(45009, () -> client.getExternalContactService().listFollowers());
    sandbox.advanceSeconds(3599);
    assertRefused(45009, () -> client.getExternalContactService().listFollowers());
    sandbox.advanceSeconds(1);
    assertThat(client.getExternalContactService().listFollowers()).hasSize(2);
  }

  /** Community answers say about 2,000 an hour, and an hour without tokens (facts 5.1). */
  @Test
  void tooManyWrongSecretsBanTheAddressForAnHour() throws WxErrorException {
    sandbox.post("/sandbox/limits", "{\"wrongSecretsPerHour\":2}");
    for (int i = 0; i < 3; i++) {
      assertRefused(40001, () -> sandbox.client(RunningSandbox.CORP, "wrong").getAccessToken());
    }
    assertRefused(45009, () -> sandbox.client().getAccessToken(true));
    sandbox.advanceSeconds(3599);
    assertRefused(45009, () -> sandbox.client().getAccessToken(true));
    sandbox.advanceSeconds(1);
    assertThat(sandbox.client().getAccessToken(true)).hasSize(512);
  }

  @Test
  void refusesAddressesThatTheAppDoesNotTrust() throws WxErrorException {
    app("\"trustedIps\":[\"192.0.2.1\"]");
    assertRefused(60020, () -> sandbox.client().getExternalContactService().listFollowers());
    app("\"trustedIps\":[\"127.0.0.1\"]");
    assertThat(sandbox.client().getExternalContactService().listFollowers()).hasSize(2);
  }

  @Test
  void refusesCustomersToAnAppThatMayNotSeeThem() throws WxErrorException {
    app("\"hasCustomerAccess\":false");
    assertRefused(48002, () -> sandbox.client().getExternalContactService().listFollowers());
    assertThat(sandbox.client().getDepartmentService().list(null)).hasSize(2);
  }

  /** The first call is held back while the second comes. */
  @Test
  void refusesTooManyCallsOfOneApiAtOnce() throws Exception {
    WxCpService client = sandbox.client();
    client.getAccessToken();
    sandbox.post("/sandbox/limits", "{\"running\":1}");
    sandbox.post(
        "/sandbox/misbehaviour",
        """
        {"kind":"slow","path":"%s","times":1,"delayMs":4000}
        """
            .formatted(FOLLOWERS));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<List<String>> first =
          threads.submit(() -> client.getExternalContactService().listFollowers());
      while (!sandbox.get("/sandbox/misbehaviour").path("rules").isEmpty()) {
        Thread.onSpinWait();
      }
      assertRefused(45033, () -> client.getExternalContactService().listFollowers());
      assertThat(client.getExternalContactService().listExternalContacts("ann"))
          .as("another API")
          .hasSize(3);
      assertThat(first.get()).hasSize(2);
    }
    assertThat(client.getExternalContactService().listFollowers()).hasSize(2);
  }

  private void app(String more) {
    sandbox.post(
        "/sandbox/world",
        """
        {"app":{"corpid":"%s","agentid":%d,"secret":"%s",%s}}
        """
            .formatted(RunningSandbox.CORP, RunningSandbox.AGENT, RunningSandbox.SECRET, more));
  }

  @Test
  void errorsHaveTheShapeSeenInTheWild() {
    assertThat(sandbox.get(FOLLOWERS).path("errmsg").asString())
        .matches(
            "access_token missing, hint: \\[\\d+_\\w+], from ip: 127.0.0.1, more info at"
                + " https://open.work.weixin.qq.com/devtool/query\\?e=41001");
  }

  private JsonNode gettoken() {
    return sandbox.get(
        "/cgi-bin/gettoken?corpid=" + RunningSandbox.CORP + "&corpsecret=" + RunningSandbox.SECRET);
  }

  private int code(String path) {
    return sandbox.get(path).path("errcode").asInt();
  }

  static void assertRefused(int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WxErrorException.class, e -> assertThat(e.getError().getErrorCode()).isEqualTo(code));
  }
}
