package io.quanyu.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What only the sandbox has. */
class ControlTests {
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
  void aWorldWithAWrongLineChangesNothing() {
    JsonNode before = sandbox.get("/sandbox/world");
    String good = "{\"member\":{\"userid\":\"cy\",\"name\":\"Cy\",\"department\":[]}}\n";
    for (String wrong :
        List.of(
            "{\"member\":{\"name\":\"no id\",\"department\":[]}}",
            "{\"member\":{\"userid\":\"x\",\"name\":\"no department\"}}",
            "{\"person\":{\"personId\":\"p9\",\"followedBy\":[\"nobody\"],\"externalUserid\":\"wm9\"}}",
            "{\"person\":{\"personId\":\"p9\",\"followedBy\":[\"cy\"]}}",
            "{\"token\":{\"token\":\"stolen\"}}",
            "{\"app\":{\"corpid\":\"another\",\"agentid\":1,\"secret\":\"s\"}}",
            "{\"member\":[]}",
            "{\"member\":{\"userid\":\"x\",\"name\":\"x\",\"department\":[]},\"person\":{\"personId\":\"p9\"}}",
            "{\"person\":{\"personId\":\"p9\",\"phone\":\"110\"}}",
            "{\"smsAccount\":{\"apiKey\":\"a\",\"callbackUrl\":\"nowhere\",\"callbackSecret\":\"whsec_AAAA\"}}",
            "{\"smsAccount\":{\"apiKey\":\"a\",\"callbackUrl\":\"http://h/c\",\"callbackSecret\":\"AAAA\"}}",
            "{\"smsAccount\":{\"apiKey\":\"a\",\"balance\":-1}}",
            "[]",
            "nonsense")) {
      JsonNode answer = sandbox.send("/sandbox/world", "POST", good + wrong, 400);
      assertThat(answer.path("error").asString()).as(wrong).startsWith("line 2: ");
    }
    assertThat(sandbox.get("/sandbox/world")).isEqualTo(before);
    assertThat(sandbox.post("/sandbox/world", good).path("members").asInt()).isEqualTo(3);
  }

  @Test
  void theClockOnlyMovesForward() {
    sandbox.advanceSeconds(90);
    assertThat(sandbox.get("/sandbox/clock").path("now").asString())
        .isEqualTo("2026-11-09T04:01:30Z");
    sandbox.send("/sandbox/clock", "POST", "{\"now\":\"2026-11-09T04:01:29Z\"}", 400);
    sandbox.send("/sandbox/clock", "POST", "{\"now\":\"tomorrow\"}", 400);
    sandbox.send("/sandbox/clock", "POST", "{\"advanceSeconds\":-1}", 400);
    assertThat(sandbox.post("/sandbox/clock", "{\"now\":\"2026-12-01T00:00:00Z\"}").toString())
        .isEqualTo("{\"now\":\"2026-12-01T00:00:00Z\"}");
  }

  @Test
  void showsTheBooksInBothLanguages() throws WxErrorException {
    assertThat(page("/")).contains("沙箱账本", "还没有消息", "lang=\"zh-CN\"");
    assertThat(page("/?lang=en")).contains("The sandbox's books", "No message yet");
    sandbox
        .client()
        .getExternalContactService()
        .addMsgTemplate(RunningSandbox.message("ann", "hi qy-spring26", "wm1"));
    assertThat(page("/?lang=en"))
        .contains("<h2>qy-spring26</h2>", "<dt>waiting for the member</dt><dd>1</dd>");
  }

  @Test
  void findsTheMarkInALinkToo() {
    String token =
        sandbox
            .get(
                "/cgi-bin/gettoken?corpid="
                    + RunningSandbox.CORP
                    + "&corpsecret="
                    + RunningSandbox.SECRET)
            .path("access_token")
            .asString();
    sandbox.post(
        "/cgi-bin/externalcontact/add_msg_template?access_token=" + token,
        """
        {"sender":"ann","external_userid":["wm1"],"text":{"content":"hi"},
         "attachments":[{"msgtype":"link","link":{"title":"t","url":"https://b.example/s?m=qy-ab12cd"}}]}
        """);
    assertThat(sandbox.get("/sandbox/books").path("marks").path(0).path("mark").asString())
        .isEqualTo("qy-ab12cd");
    assertThat(
            sandbox.exchange("/sandbox/books/deliveries?mark=qy-ab12cd", "GET", "").body().lines())
        .hasSize(1);
    assertThat(sandbox.exchange("/sandbox/books/deliveries?mark=qy-none", "GET", "").body())
        .isEmpty();
  }

  @Test
  void showsAMemberWhatWaits() throws WxErrorException {
    String msgid =
        sandbox
            .client()
            .getExternalContactService()
            .addMsgTemplate(RunningSandbox.message("ann", "hi", "wm1", "wm2"))
            .getMsgId();
    JsonNode task = sandbox.get("/sandbox/members/ann/tasks").path("tasks").path(0);
    assertThat(task.path("msgid").asString()).isEqualTo(msgid);
    assertThat(task.path("customers").asInt()).isEqualTo(2);
    sandbox.confirm("ann", msgid);
    assertThat(sandbox.get("/sandbox/members/ann/tasks").path("tasks")).isEmpty();
  }

  @Test
  void answersUnknownPathsAndMethods() {
    sandbox.send("/sandbox/nothing", "GET", "", 404);
    sandbox.send("/cgi-bin/nothing", "GET", "", 404);
    sandbox.send("/sandbox/books", "POST", "", 405);
  }

  private String page(String path) {
    return sandbox.exchange(path, "GET", "").body();
  }
}
