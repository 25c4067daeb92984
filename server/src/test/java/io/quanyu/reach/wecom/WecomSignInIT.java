package io.quanyu.reach.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** The real way of a guide's browser to the sandbox's WeCom and back, with the real client. */
@ServerTest
class WecomSignInIT {

  private static final String INSIDE =
      "Mozilla/5.0 (iPhone) Mobile/15E148 wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh";
  private static final String NOBODY = "/console/sign-in?problem=nobody-expected";
  private static final String REFUSED = "/console/sign-in?problem=wecom-refused";

  @TempDir private static Path data;
  private static SandboxFront sandbox;

  private final Environment environment;
  private final DSLContext dsl;
  private final ServerClient client;

  WecomSignInIT(Environment environment, DSLContext dsl) {
    this.environment = environment;
    this.dsl = dsl;
    this.client = ServerClient.commandLine(environment);
  }

  @BeforeAll
  static void startWecom() {
    sandbox = SandboxFront.on(data, Clock.systemUTC());
    sandbox.world(
        """
        {"department":{"id":1,"name":"Brand","parentid":0}}
        {"member":{"userid":"MeiLi","name":"Mei Li","department":[1]}}
        {"member":{"userid":"BoLi","name":"Bo Li","department":[1]}}
        """);
  }

  @AfterAll
  static void stopWecom() {
    sandbox.close();
  }

  @BeforeEach
  void connect() {
    dsl.execute("delete from brand_access.staff where username in ('mei', 'bo')");
    sandbox.behave();
    new ConnectedWecom(environment).connect(sandbox);
  }

  @Test
  void aMemberWhoIsEnteredIsInWithoutAPassword() {
    enter("mei", "MeiLi");
    var browser = ServerClient.browser(environment);
    assertThat(browser.get("/api/sign-in-options").json().get("hasWecom").asBoolean()).isTrue();

    assertThat(signIn(browser, "MeiLi")).isEqualTo("/console/");

    var session = browser.get("/api/session").json();
    assertThat(session.get("username").asString()).isEqualTo("mei");
    assertThat(session.get("mustChangePassword").asBoolean()).isFalse();
  }

  @Test
  void insideWecomNothingIsAskedAndElsewhereACodeIsShown() {
    var inside =
        ServerClient.browser(environment)
            .send("GET", "/sign-in/wecom", null, Map.of("User-Agent", INSIDE));
    assertThat(inside.header("Location"))
        .startsWith(sandbox.url() + "/connect/oauth2/authorize?response_type=code")
        .contains("scope=snsapi_base", "appid=" + SandboxFront.CORP_ID, "agentid=1000002")
        .endsWith("#wechat_redirect");

    assertThat(begin(ServerClient.browser(environment)))
        .startsWith(sandbox.url() + "/wwlogin/sso/login?login_type=CorpApp")
        .contains("redirect_uri=http%3A%2F%2Flocalhost%3A");
  }

  @Test
  void withoutABaseUrlItIsWecomItself() {
    var version = client.get("/api/channels/wecom").header("ETag");
    var saved =
        client.send(
            "PUT",
            "/api/channels/wecom",
            """
            {"corpId":"ww1","agentId":7,"secret":"s","token":"t","aesKey":"%s"}
            """
                .formatted(SandboxFront.CALLBACK_AES_KEY),
            Map.of("If-Match", version));
    assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);

    assertThat(begin(ServerClient.browser(environment)))
        .startsWith("https://login.work.weixin.qq.com/wwlogin/sso/login?");
    assertThat(
            ServerClient.browser(environment)
                .send("GET", "/sign-in/wecom", null, Map.of("User-Agent", INSIDE))
                .header("Location"))
        .startsWith("https://open.weixin.qq.com/connect/oauth2/authorize?");
  }

  @Test
  void whoIsNotEnteredOrNoMemberStaysOut() {
    enter("mei", "MeiLi");

    assertThat(signIn(ServerClient.browser(environment), "BoLi")).isEqualTo(NOBODY);
    assertThat(signIn(ServerClient.browser(environment), "wmCustomer")).isEqualTo(NOBODY);
  }

  @Test
  void whoLeftWecomStaysOut() {
    var id = enter("mei", "MeiLi");
    assertThat(signIn(ServerClient.browser(environment), "MeiLi")).isEqualTo("/console/");
    client.post("/api/staff/" + id + "/deactivate", "");

    assertThat(signIn(ServerClient.browser(environment), "MeiLi")).isEqualTo(NOBODY);
  }

  /** Login CSRF: the attacker's own answer, carried into the victim's browser. */
  @Test
  void anAnswerIsForTheBrowserThatBeganAndGoodOnce() {
    enter("mei", "MeiLi");
    var browser = ServerClient.browser(environment);
    var answer = path(atWecom(begin(browser), "MeiLi"));
    var victim = ServerClient.browser(environment);
    begin(victim);

    assertThat(location(victim.get(answer))).isEqualTo(REFUSED);
    assertThat(location(browser.get(answer))).isEqualTo("/console/");
    assertThat(location(browser.get(answer))).isEqualTo(REFUSED);
  }

  @Test
  void aUsedCodeAndOneThatIsNoneAreRefusedByWecomOrNotEvenAsked() {
    enter("mei", "MeiLi");
    var browser = ServerClient.browser(environment);
    var used = path(atWecom(begin(browser), "MeiLi"));
    browser.get(used);
    var code = used.replaceAll(".*code=([^&]*).*", "$1");

    assertThat(comeBack(browser, code)).isEqualTo(REFUSED);
    sandbox.forgetRequests();
    assertThat(comeBack(browser, "x%26access_token=stolen")).isEqualTo(NOBODY);
    assertThat(sandbox.requests("auth/getuserinfo")).isZero();
  }

  @Test
  void withoutAnAnswerOfWecomSheIsToldSo() {
    enter("mei", "MeiLi");
    var browser = ServerClient.browser(environment);
    var answer = path(atWecom(begin(browser), "MeiLi"));
    sandbox.misbehave("busy", "auth/getuserinfo", 1, 0);

    assertThat(location(browser.get(answer))).isEqualTo("/console/sign-in?problem=wecom-unusable");
  }

  /** Begins anew and comes back with somebody's code. */
  private String comeBack(ServerClient browser, String code) {
    var state = begin(browser).replaceAll(".*state=([^&#]*).*", "$1");
    return location(browser.get("/sign-in/wecom/callback?state=" + state + "&code=" + code));
  }

  private String enter(String username, String userId) {
    var added =
        client
            .post(
                "/api/staff",
                Map.of(
                    "username",
                    username,
                    "displayName",
                    username,
                    "assignments",
                    List.of(Map.of("role", "analyst", "scope", "brand"))))
            .json();
    var id = added.at("/staff/id").asString();
    var entered =
        client.send(
            "PUT",
            "/api/staff/" + id + "/company-accounts",
            "{\"wecomUserId\":\"%s\"}".formatted(userId),
            Map.of());
    assertThat(entered.status()).as(entered.response().body()).isEqualTo(200);
    return id;
  }

  /** The whole way; returns where it ends. */
  private static String signIn(ServerClient browser, String userId) {
    return location(browser.get(path(atWecom(begin(browser), userId))));
  }

  private static String begin(ServerClient browser) {
    var answer = browser.get("/sign-in/wecom");
    assertThat(answer.status()).isEqualTo(302);
    return answer.header("Location");
  }

  /** Says who one is on WeCom's page; returns the address to which it sends one back. */
  private static String atWecom(String page, String userId) {
    var chosen = page.replace("/wwlogin/sso/login?", "/wwlogin/as?") + "&userid=" + userId;
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(chosen)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return answer.headers().firstValue("Location").orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String path(String address) {
    var uri = URI.create(address);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** Where an answer leads; our own addresses without the server. */
  private static String location(ServerClient.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(302);
    return answer.header("Location").replaceFirst("^http://localhost:\\d+", "");
  }
}
