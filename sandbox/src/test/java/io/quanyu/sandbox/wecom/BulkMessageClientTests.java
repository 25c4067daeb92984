package io.quanyu.sandbox.wecom;

import static io.quanyu.sandbox.RunningSandbox.message;
import static io.quanyu.sandbox.wecom.TokenClientTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplate;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplateAddResult;
import me.chanjar.weixin.cp.bean.external.contact.WxCpGroupMsgListResult;
import me.chanjar.weixin.cp.bean.external.msg.Attachment;
import me.chanjar.weixin.cp.bean.external.msg.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The rules of bulk messages (facts 5.3, 5.4), through the client that the server uses. */
class BulkMessageClientTests {
  private static final Date FROM = Date.from(RunningSandbox.START.minusSeconds(60));
  private static final Date TO = Date.from(RunningSandbox.START.plusSeconds(60));

  @TempDir Path data;
  private RunningSandbox sandbox;
  private WxCpExternalContactService contacts;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.withWorld(data);
    contacts = sandbox.client().getExternalContactService();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void nothingIsDeliveredBeforeTheMemberConfirms() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1", "wm2")).getMsgId();
    assertThat(statuses(msgid, "ann")).containsExactly(0, 0);
    assertThat(taskStatus(msgid)).isZero();
    sandbox.confirm("ann", msgid);
    assertThat(statuses(msgid, "ann")).containsExactly(1, 1);
    assertThat(taskStatus(msgid)).isEqualTo(2);
    JsonNode books = sandbox.get("/sandbox/books").path("marks").path(0);
    assertThat(books.path("mark").asString()).isEqualTo("qy-abcd1");
    assertThat(books.path("delivered").asInt()).isEqualTo(2);
    assertThat(books.path("duplicates").asInt()).isZero();
  }

  @Test
  void confirmingTwiceDeliversOnce() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")).getMsgId();
    assertThat(sandbox.confirm("ann", msgid)).isEqualTo(sandbox.confirm("ann", msgid));
    assertThat(sandbox.get("/sandbox/books").path("marks").path(0).path("delivered").asInt())
        .isEqualTo(1);
  }

  @Test
  void theBooksSeeWhoGotTheSameCampaignTwice() throws WxErrorException {
    for (String sender : List.of("ann", "bo")) {
      String msgid = contacts.addMsgTemplate(message(sender, "hi qy-abcd1", "wm3")).getMsgId();
      sandbox.confirm(sender, msgid);
    }
    JsonNode books = sandbox.get("/sandbox/books").path("marks").path(0);
    assertThat(books.path("persons").asInt()).isEqualTo(1);
    assertThat(books.path("duplicates").asInt()).isEqualTo(1);
    assertThat(
            sandbox.exchange("/sandbox/books/deliveries?mark=qy-abcd1", "GET", "").body().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"personId\":\"p3\""));
  }

  @Test
  void namesThoseWhomTheSenderDoesNotHave() throws WxErrorException {
    WxCpMsgTemplateAddResult result =
        contacts.addMsgTemplate(message("bo", "hi", "wm1", "wm3", "wmnobody"));
    assertThat(result.getFailList()).containsExactly("wm1", "wmnobody");
    assertThat(statuses(result.getMsgId(), "bo")).containsExactly(0);
    assertRefused(41048, () -> contacts.addMsgTemplate(message("bo", "hi", "wm1")));
    assertRefused(60111, () -> contacts.addMsgTemplate(message("nobody", "hi", "wm1")));
  }

  @Test
  void refusesWhatIsTooLong() throws WxErrorException {
    String[] many = IntStream.rangeClosed(1, 10_000).mapToObj(i -> "wm" + i).toArray(String[]::new);
    assertThat(contacts.addMsgTemplate(message("ann", "hi", many)).getFailList()).hasSize(9_997);
    String[] tooMany =
        IntStream.rangeClosed(1, 10_001).mapToObj(i -> "wm" + i).toArray(String[]::new);
    assertRefused(40058, () -> contacts.addMsgTemplate(message("ann", "hi", tooMany)));
    // A Chinese character takes three bytes.
    contacts.addMsgTemplate(message("ann", "中".repeat(1333) + "a", "wm1"));
    assertRefused(
        45002, () -> contacts.addMsgTemplate(message("ann", "中".repeat(1333) + "ab", "wm1")));
  }

  @Test
  void takesNineAttachments() throws WxErrorException {
    WxCpMsgTemplate template = message("ann", "hi", "wm1");
    template.setAttachments(links(9));
    contacts.addMsgTemplate(template);
    template.setAttachments(links(10));
    assertRefused(41064, () -> contacts.addMsgTemplate(template));
  }

  private static List<Attachment> links(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          Link link = new Link();
          link.setTitle("t" + i);
          link.setUrl("https://brand.example/" + i);
          Attachment attachment = new Attachment();
          attachment.setLink(link);
          return attachment;
        })
        .toList();
  }

  @Test
  void aMonthHasAsManyMessagesAsDays() throws WxErrorException {
    String early = contacts.addMsgTemplate(message("ann", "hi", "wm1")).getMsgId();
    for (int day = 0; day < 30; day++) {
      sandbox.confirm("ann", contacts.addMsgTemplate(message("ann", "hi", "wm1")).getMsgId());
    }
    assertThat(contacts.addMsgTemplate(message("ann", "hi", "wm1", "wm2")).getFailList())
        .containsExactly("wm1");
    sandbox.confirm("ann", early);
    assertThat(statuses(early, "ann")).as("taken before the month was full").containsExactly(3);
    sandbox.post("/sandbox/clock", "{\"now\":\"2026-11-30T16:00:00Z\"}");
    contacts = sandbox.client().getExternalContactService();
    assertThat(contacts.addMsgTemplate(message("ann", "hi", "wm1")).getFailList())
        .as("December in Shanghai")
        .isNullOrEmpty();
  }

  @Test
  void whoRemovedTheGuideGetsNothing() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi", "wm1", "wm2")).getMsgId();
    sandbox.post("/sandbox/customers/wm1/remove", "{\"userid\":\"ann\"}");
    sandbox.confirm("ann", msgid);
    assertThat(statuses(msgid, "ann")).containsExactly(2, 1);
    assertThat(contacts.listExternalContacts("ann")).as("one-way contact").contains("wm1");
  }

  @Test
  void afterACancellationNobodyConfirms() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message(null, "hi", "wm1", "wm3")).getMsgId();
    contacts.cancelGroupMsgSend(msgid);
    assertRefused(41093, () -> contacts.cancelGroupMsgSend(msgid));
    assertRefused(41093, () -> contacts.remindGroupMsgSend(msgid));
    sandbox.send("/sandbox/members/ann/confirm", "POST", "{\"msgid\":\"" + msgid + "\"}", 409);
    assertThat(statuses(msgid, "ann")).containsExactly(0, 0);
    assertRefused(41047, () -> contacts.cancelGroupMsgSend("msgnone"));
  }

  @Test
  void remindsThreeTimesADay() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi", "wm1")).getMsgId();
    for (int i = 0; i < 3; i++) {
      contacts.remindGroupMsgSend(msgid);
    }
    assertRefused(41094, () -> contacts.remindGroupMsgSend(msgid));
    sandbox.advanceSeconds(24 * 3600);
    WxCpExternalContactService tomorrow = sandbox.client().getExternalContactService();
    assertThat(tomorrow.remindGroupMsgSend(msgid).getErrcode()).isZero();
  }

  @Test
  void listsAreNewestFirstAndPaged() throws WxErrorException {
    for (int i = 1; i <= 3; i++) {
      contacts.addMsgTemplate(message("ann", "hi " + i, "wm1"));
    }
    WxCpGroupMsgListResult first = contacts.getGroupMsgListV2("single", FROM, TO, null, 0, 2, null);
    assertThat(first.getGroupMsgList())
        .extracting(it -> it.getText().getContent())
        .containsExactly("hi 3", "hi 2");
    contacts.addMsgTemplate(message("ann", "hi 4", "wm1"));
    WxCpGroupMsgListResult second =
        contacts.getGroupMsgListV2("single", FROM, TO, null, 0, 2, first.getNextCursor());
    assertThat(second.getGroupMsgList())
        .extracting(it -> it.getText().getContent())
        .containsExactly("hi 1");
    assertThat(second.getNextCursor()).isEmpty();
    assertRefused(
        40058,
        () ->
            contacts.getGroupMsgListV2(
                "single",
                Date.from(RunningSandbox.START.minusSeconds(32L * 86400)),
                TO,
                null,
                0,
                2,
                null));
  }

  @Test
  void resultsArePaged() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi", "wm1", "wm2", "wm3")).getMsgId();
    var first = contacts.getGroupMsgSendResult(msgid, "ann", 2, null);
    assertThat(first.getSendList()).hasSize(2);
    var second = contacts.getGroupMsgSendResult(msgid, "ann", 2, first.getNextCursor());
    assertThat(second.getSendList())
        .singleElement()
        .satisfies(it -> assertThat(it.getExternalUserId()).isEqualTo("wm3"));
    assertThat(second.getNextCursor()).isEmpty();
  }

  @Test
  void remembersEverythingAfterARestart() throws WxErrorException {
    String msgid = contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1", "wm2")).getMsgId();
    sandbox.post("/sandbox/customers/wm2/remove", "{\"userid\":\"ann\"}");
    sandbox.confirm("ann", msgid);
    sandbox.advanceSeconds(10);
    String token = sandbox.client().getAccessToken(true);
    JsonNode before = sandbox.get("/sandbox/books");
    sandbox.close();
    sandbox = RunningSandbox.on(data);
    contacts = sandbox.client().getExternalContactService();
    assertThat(sandbox.get("/sandbox/books").path("marks")).isEqualTo(before.path("marks"));
    assertThat(sandbox.get("/sandbox/books").path("asOf")).isEqualTo(before.path("asOf"));
    assertThat(sandbox.client().getAccessToken(true)).isEqualTo(token);
    assertThat(statuses(msgid, "ann")).containsExactly(1, 2);
  }

  private List<Integer> statuses(String msgid, String userid) throws WxErrorException {
    return contacts.getGroupMsgSendResult(msgid, userid, 100, null).getSendList().stream()
        .map(it -> it.getStatus())
        .toList();
  }

  private int taskStatus(String msgid) throws WxErrorException {
    return contacts.getGroupMsgTask(msgid, 100, null).getTaskList().getFirst().getStatus();
  }
}
