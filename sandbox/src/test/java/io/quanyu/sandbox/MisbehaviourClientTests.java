package io.quanyu.sandbox;

import static io.quanyu.sandbox.RunningSandbox.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.misbehaviour.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import me.chanjar.weixin.cp.api.WxCpService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MisbehaviourClientTests {
  @TempDir Path data;
  private RunningSandbox sandbox;
  private WxCpExternalContactService contacts;
  private WxCpService client;

  @BeforeEach
  void start() throws WxErrorException {
    sandbox = RunningSandbox.withWorld(data);
    client = sandbox.client();
    client.getAccessToken();
    contacts = client.getExternalContactService();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void losesTheAnswerButHasDoneTheWork() {
    misbehave("loseAnswer", "add_msg_template", 1);
    assertThatThrownBy(() -> contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")))
        .isInstanceOfAny(WxRuntimeException.class, WxErrorException.class);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void cutsBeforeDoingAnything() throws WxErrorException {
    misbehave("cut", "add_msg_template", 1);
    assertThatThrownBy(() -> contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")))
        .isInstanceOfAny(WxRuntimeException.class, WxErrorException.class);
    assertThat(waiting()).isZero();
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1"));
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void isBusyUntilTheClientHasTriedAgain() throws WxErrorException {
    misbehave("busy", "get_follow_user_list", 2);
    assertThat(contacts.listFollowers()).hasSize(2);
    assertThat(sandbox.get("/sandbox/books").path("calls").findValue(follow()).asInt())
        .isEqualTo(3);
  }

  @Test
  void expiresTheTokenOfTheCall() throws WxErrorException {
    String before = client.getAccessToken();
    misbehave("expireToken", "get_follow_user_list", 1);
    assertThat(contacts.listFollowers()).hasSize(2);
    assertThat(client.getAccessToken()).isNotEqualTo(before);
  }

  @Test
  void saysThatTheLimitIsReached() throws WxErrorException {
    misbehave("limit", "get_follow_user_list", 1);
    assertThatThrownBy(() -> contacts.listFollowers())
        .isInstanceOfSatisfying(
            WxErrorException.class, e -> assertThat(e.getError().getErrorCode()).isEqualTo(45009));
    assertThat(contacts.listFollowers()).hasSize(2);
  }

  @Test
  void isStillDispatching() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi", "wm1")).getMsgId();
    misbehave("dispatching", "get_groupmsg_task", 1);
    assertThatThrownBy(() -> contacts.getGroupMsgTask(msgid, 100, null))
        .isInstanceOfSatisfying(
            WxErrorException.class, e -> assertThat(e.getError().getErrorCode()).isEqualTo(41063));
    assertThat(contacts.getGroupMsgTask(msgid, 100, null).getTaskList()).hasSize(1);
  }

  @Test
  void isSlow() throws WxErrorException {
    sandbox.post(
        "/sandbox/misbehaviour",
        """
        {"kind":"slow","path":"%s","times":1,"delayMs":300}
        """
            .formatted(follow()));
    long start = System.nanoTime();
    assertThat(contacts.listFollowers()).hasSize(2);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000);
  }

  @Test
  void stopsWhenToldTo() throws WxErrorException {
    misbehave("limit", "get_follow_user_list", 100);
    assertThat(sandbox.get("/sandbox/misbehaviour").path("rules")).hasSize(1);
    sandbox.send("/sandbox/misbehaviour", "DELETE", "", 200);
    assertThat(contacts.listFollowers()).hasSize(2);
  }

  @Test
  void refusesNonsense() {
    for (String body :
        List.of(
            "{\"kind\":\"sulk\",\"path\":\"/\"}",
            "{\"kind\":\"cut\",\"path\":\"/\",\"share\":2}",
            "{\"kind\":\"cut\",\"path\":\"/\",\"times\":0}",
            "{\"kind\":\"cut\"}",
            "[]")) {
      sandbox.send("/sandbox/misbehaviour", "POST", body, 400);
    }
  }

  /** The same seed strikes the same calls; the share holds within four standard deviations. */
  @Test
  void strikesByShareAndSeed() {
    List<Boolean> first = strikes(7);
    assertThat(strikes(7)).isEqualTo(first);
    assertThat(strikes(8)).isNotEqualTo(first);
    assertThat(first.stream().filter(it -> it).count()).isBetween(187L, 313L);
  }

  private static List<Boolean> strikes(long seed) {
    Misbehaviour misbehaviour = new Misbehaviour();
    misbehaviour.add(new Rule(Rule.Kind.CUT, "/a", 0.25, seed, Integer.MAX_VALUE, 0));
    List<Boolean> struck = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      struck.add(misbehaviour.strike("/a/b") != null);
    }
    return struck;
  }

  private void misbehave(String kind, String method, int times) {
    sandbox.post(
        "/sandbox/misbehaviour",
        """
        {"kind":"%s","path":"/cgi-bin/externalcontact/%s","times":%d}
        """
            .formatted(kind, method, times));
  }

  private static String follow() {
    return "/cgi-bin/externalcontact/get_follow_user_list";
  }

  private int waiting() {
    JsonNode marks = sandbox.get("/sandbox/books").path("marks");
    return marks.path(0).path("waiting").asInt(0);
  }
}
