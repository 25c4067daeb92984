package io.quanyu.reach.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import io.quanyu.testing.SetClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** WeCom calls us, and others who would like to be WeCom. */
@ServerTest
@Import(WecomCallbackIT.Listening.class)
class WecomCallbackIT {

  /** The clock of the documentation's examples, and a module that listens. */
  @TestConfiguration
  static class Listening {
    private final List<WecomEvent> heard = new CopyOnWriteArrayList<>();
    private boolean isBroken;

    @Bean
    @Primary
    SetClock setClock() {
      return new SetClock(PublicVectors.NOW);
    }

    @EventListener
    void hear(WecomEvent event) {
      if (isBroken) {
        throw new IllegalStateException("the listening module fails");
      }
      heard.add(event);
    }
  }

  private static final String SECRET = "the-secret-of-the-app";

  private final Environment environment;
  private final ServerClient wecom;
  private final Listening listening;
  private final SetClock clock;
  private final DSLContext dsl;
  private final ServerClient client;
  private String path = "";

  WecomCallbackIT(Environment environment, Listening listening, SetClock clock, DSLContext dsl) {
    this.environment = environment;
    this.wecom = ServerClient.browser(environment);
    this.client = ServerClient.commandLine(environment);
    this.listening = listening;
    this.clock = clock;
    this.dsl = dsl;
  }

  @BeforeEach
  void setUp() {
    dsl.execute("delete from reach_wecom.app");
    listening.heard.clear();
    listening.isBroken = false;
    clock.set(PublicVectors.NOW);
    var saved =
        client.send(
            "PUT",
            "/api/channels/wecom",
            """
            {"corpId":"%s","agentId":218,"secret":"%s","token":"%s","aesKey":"%s"}
            """
                .formatted(
                    PublicVectors.CORP_ID, SECRET, PublicVectors.TOKEN, PublicVectors.AES_KEY),
            Map.of("If-Match", "\"0\""));
    assertThat(saved.status()).isEqualTo(200);
    path = saved.json().get("callbackPath").asString();
  }

  @Test
  void theAddressIsProvenByTheClearEchoAndNothingElse() {
    var answer =
        wecom.get(
            address(
                    PublicVectors.UrlCheck.SIGNATURE,
                    PublicVectors.UrlCheck.TIMESTAMP,
                    PublicVectors.UrlCheck.NONCE)
                + "&echostr="
                + encoded(PublicVectors.UrlCheck.ECHO));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEqualTo(PublicVectors.UrlCheck.CLEAR);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
  }

  @Test
  void anEchoWithBarePlusSignsIsUnderstoodToo() {
    var answer =
        wecom.get(
            address(
                    PublicVectors.UrlCheck.SIGNATURE,
                    PublicVectors.UrlCheck.TIMESTAMP,
                    PublicVectors.UrlCheck.NONCE)
                + "&echostr="
                + PublicVectors.UrlCheck.ECHO.replace("=", "%3D"));

    assertThat(answer.response().body()).isEqualTo(PublicVectors.UrlCheck.CLEAR);
  }

  @Test
  void anEchoWithAWrongSignatureIsNotDecrypted() {
    var answer =
        wecom.get(
            address("0".repeat(40), PublicVectors.UrlCheck.TIMESTAMP, PublicVectors.UrlCheck.NONCE)
                + "&echostr="
                + encoded(PublicVectors.UrlCheck.ECHO));

    assertRefused(answer, 403, "callback-signature-wrong");
    assertThat(answer.response().body()).doesNotContain(PublicVectors.UrlCheck.CLEAR);
  }

  @Test
  void theMessageOfTheDocumentationIsTakenOnce() {
    var answer = publicMessage();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEmpty();
    assertThat(listening.heard)
        .singleElement()
        .isInstanceOfSatisfying(
            WecomEvent.Other.class,
            message -> {
              assertThat(message.corpId()).isEqualTo(PublicVectors.CORP_ID);
              assertThat(message.kind()).isEqualTo("message.text");
              assertThat(message.fields()).containsEntry("Content", "hello");
            });
    assertThat(client.get("/api/channels/wecom").json().get("lastCallbackAt").asString())
        .isEqualTo(PublicVectors.NOW.toString());
  }

  @Test
  void whatIsKeptIsSealed() {
    publicMessage();

    var event = dsl.fetchSingle("select sealed_event from reach_wecom.callback");
    assertThat(text(event.get(0, byte[].class))).doesNotContain("hello", "mycreate", "xml");
    var secrets =
        dsl.fetchSingle(
            "select wrapped_key || sealed_secret || sealed_token || sealed_aes_key"
                + " from reach_wecom.app");
    assertThat(text(secrets.get(0, byte[].class)))
        .doesNotContain(SECRET, PublicVectors.TOKEN, PublicVectors.AES_KEY);
  }

  @Test
  void anEventIsPublishedAsWhatItMeans() {
    var answer = send(PublicVectors.CORP_ID, added("wm1", "zhangsan", "code1"), "n1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(listening.heard)
        .containsExactly(
            new WecomEvent.CustomerAdded(
                PublicVectors.CORP_ID,
                PublicVectors.NOW,
                "zhangsan",
                "wm1",
                Optional.of("summer"),
                Optional.of("code1"),
                false));
  }

  @Test
  void theSameRequestAgainIsAnsweredAlikeWithoutEffect() {
    assertThat(publicMessage().status()).isEqualTo(200);
    assertThat(publicMessage().status()).isEqualTo(200);

    assertThat(listening.heard).hasSize(1);
    assertThat(dsl.fetchCount(org.jooq.impl.DSL.table("reach_wecom.callback"))).isEqualTo(1);
  }

  @Test
  void theSameEventInAnotherRequestHasNoSecondEffect() {
    send(PublicVectors.CORP_ID, added("wm1", "zhangsan", "code1"), "n1");
    var again = send(PublicVectors.CORP_ID, added("wm1", "zhangsan", "code2"), "n2");

    assertThat(again.status()).isEqualTo(200);
    assertThat(listening.heard).hasSize(1);
  }

  @Test
  void twoCustomersInOneSecondAreTwoEvents() {
    send(PublicVectors.CORP_ID, added("wm1", "zhangsan", "code1"), "n1");
    send(PublicVectors.CORP_ID, added("wm2", "zhangsan", "code2"), "n2");
    send(PublicVectors.CORP_ID, added("wm2", "lisi", "code3"), "n3");
    send(PublicVectors.CORP_ID, group("wr1"), "n4");
    send(PublicVectors.CORP_ID, group("wr2"), "n5");

    assertThat(listening.heard).hasSize(5);
  }

  @Test
  void anEventWhoseListenerFailsIsTakenWhenItComesAgain() {
    listening.isBroken = true;
    assertThat(publicMessage().status()).isEqualTo(500);
    listening.isBroken = false;

    assertThat(publicMessage().status()).isEqualTo(200);
    assertThat(listening.heard).hasSize(1);
  }

  @Test
  void aReplayAfterTenMinutesIsRefused() {
    publicMessage();
    clock.set(PublicVectors.NOW.plus(Duration.ofMinutes(10)));
    assertThat(publicMessage().status()).isEqualTo(200); // the last moment, without effect
    clock.set(PublicVectors.NOW.plus(Duration.ofMinutes(10)).plusSeconds(1));

    assertRefused(publicMessage(), 403, "callback-out-of-time");
    assertThat(listening.heard).hasSize(1);
  }

  @Test
  void aRequestFromTheFutureIsRefused() {
    clock.set(PublicVectors.NOW.minus(Duration.ofMinutes(10)).minusSeconds(1));

    assertRefused(publicMessage(), 403, "callback-out-of-time");
  }

  @Test
  void aSignatureOfAnotherTokenIsRefused() {
    var body = body(PublicVectors.Message.ENCRYPTED);

    for (var signature : List.of("", "0".repeat(40), PublicVectors.UrlCheck.SIGNATURE)) {
      assertRefused(
          post(
              address(signature, PublicVectors.Message.TIMESTAMP, PublicVectors.Message.NONCE),
              body),
          403,
          "callback-signature-wrong");
    }
    assertThat(listening.heard).isEmpty();
  }

  @Test
  void anEventForAnotherCorporationIsRefused() {
    assertRefused(
        send("wx0000000000000000", added("wm1", "zhangsan", "c"), "n1"),
        403,
        "callback-for-another");
    assertRefused(send("", added("wm1", "zhangsan", "c"), "n2"), 403, "callback-for-another");
    assertThat(listening.heard).isEmpty();
  }

  @Test
  void anUnknownAddressIsRefused() {
    var unknown = "/callbacks/wecom/00000000-0000-4000-8000-000000000001";

    assertRefused(
        post(unknown + "?msg_signature=a&timestamp=1&nonce=1", body("A")), 404, "callback-unknown");
  }

  @Test
  void aRequestWithoutProofIsRefused() {
    assertThat(post(path, body("A")).status()).isEqualTo(400);
    assertThat(wecom.get(path).status()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    var large = body("A".repeat(256 * 1024));

    assertThat(post(address("a", "1", "1"), large).status()).isEqualTo(413);
  }

  @Test
  void hostileXmlIsRefusedWhetherSignedOrNot() {
    var bomb =
        "<!DOCTYPE xml [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><xml><Encrypt>&b;</Encrypt></xml>";
    var reads =
        "<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><xml><Event>&a;</Event></xml>";

    for (var xml : List.of(bomb, reads, "", "{}", "<xml/>", "<a>".repeat(50_000))) {
      assertRefused(post(address("a", "1", "1"), xml), 400, "callback-unreadable");
      assertRefused(send(PublicVectors.CORP_ID, xml, "n"), 400, "callback-unreadable");
    }
    assertThat(listening.heard).isEmpty();
  }

  /** Nobody has to think of it: whoever left the house is out of the console at that moment. */
  @Test
  void whoIsDeletedInWecomIsLockedOutAtOnce() {
    var browser = guide("mei", "MeiLi");
    var colleague = guide("bo", "BoLi");
    assertThat(browser.get("/api/session").status()).isEqualTo(200);

    assertThat(send(PublicVectors.CORP_ID, member("update_user", "MeiLi", "MeiL"), "1").status())
        .isEqualTo(200);
    send(PublicVectors.CORP_ID, member("delete_user", "MeiLi", ""), "2"); // her name no more
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
    var elsewhere = send("another", member("delete_user", "MeiL", ""), "3");
    assertRefused(elsewhere, 403, "callback-for-another");
    assertThat(browser.get("/api/session").status()).isEqualTo(200);

    assertThat(send(PublicVectors.CORP_ID, member("delete_user", "MeiL", ""), "4").status())
        .isEqualTo(200);

    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(signIn(ServerClient.browser(environment), "mei", "changed by herself").status())
        .isEqualTo(401);
    assertThat(colleague.get("/api/session").status()).isEqualTo(200);
  }

  /** Somebody who is a member of WeCom under a user id, signed in. */
  private ServerClient guide(String username, String userId) {
    dsl.execute("delete from brand_access.staff where username = ?", username);
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
    var entered =
        client.send(
            "PUT",
            "/api/staff/" + added.at("/staff/id").asString() + "/company-accounts",
            "{\"wecomUserId\":\"%s\"}".formatted(userId),
            Map.of());
    assertThat(entered.status()).isEqualTo(200);
    var browser = ServerClient.browser(environment);
    var oneTime = added.get("oneTimePassword").asString();
    assertThat(signIn(browser, username, oneTime).status()).isEqualTo(200);
    var changed =
        browser.post(
            "/api/session/password",
            Map.of("currentPassword", oneTime, "newPassword", "changed by herself"));
    assertThat(changed.status()).isEqualTo(204);
    return browser;
  }

  private static ServerClient.Answer signIn(
      ServerClient browser, String username, String password) {
    return browser.post("/api/session", Map.of("username", username, "password", password));
  }

  private static String member(String change, String userId, String newUserId) {
    return event("change_contact", change)
        + "<UserID>%s</UserID>".formatted(userId)
        + (newUserId.isEmpty() ? "" : "<NewUserID>%s</NewUserID>".formatted(newUserId))
        + "</xml>";
  }

  private ServerClient.Answer publicMessage() {
    return post(
        address(
            PublicVectors.Message.SIGNATURE,
            PublicVectors.Message.TIMESTAMP,
            PublicVectors.Message.NONCE),
        body(PublicVectors.Message.ENCRYPTED));
  }

  /** As WeCom would send it at the clock's time. */
  private ServerClient.Answer send(String receiveId, String xml, String nonce) {
    var encrypted = PublicVectors.sealedByWxJava(receiveId, xml);
    var timestamp = Long.toString(clock.instant().getEpochSecond());
    var signed =
        Stream.of(PublicVectors.TOKEN, timestamp, nonce, encrypted)
            .sorted()
            .collect(Collectors.joining());
    return post(address(sha1(signed), timestamp, nonce), body(encrypted));
  }

  private ServerClient.Answer post(String address, String body) {
    return wecom.send("POST", address, body, Map.of("Content-Type", "text/xml"));
  }

  private String address(String signature, String timestamp, String nonce) {
    return path + "?msg_signature=" + signature + "&timestamp=" + timestamp + "&nonce=" + nonce;
  }

  private static String body(String encrypted) {
    return "<xml><ToUserName><![CDATA[%s]]></ToUserName><Encrypt><![CDATA[%s]]></Encrypt>"
            .formatted(PublicVectors.CORP_ID, encrypted)
        + "<AgentID><![CDATA[218]]></AgentID></xml>";
  }

  private static String added(String customer, String member, String welcomeCode) {
    return event("change_external_contact", "add_external_contact")
        + "<UserID>%s</UserID><ExternalUserID>%s</ExternalUserID>".formatted(member, customer)
        + "<State>summer</State><WelcomeCode>%s</WelcomeCode></xml>".formatted(welcomeCode);
  }

  private static String group(String chatId) {
    return event("change_external_chat", "create") + "<ChatId>" + chatId + "</ChatId></xml>";
  }

  private static String event(String event, String change) {
    return """
    <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName>sys</FromUserName>\
    <CreateTime>%d</CreateTime><MsgType>event</MsgType><Event>%s</Event>\
    <ChangeType>%s</ChangeType>\
    """
        .formatted(PublicVectors.CORP_ID, PublicVectors.NOW.getEpochSecond(), event, change);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(ServerClient.Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/reach.wecom/" + slug);
  }
}
