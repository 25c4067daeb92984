package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.CollectedPerson;
import io.quanyu.know.collect.CollectedRecords;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelContract;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.wecom.ConnectedWecom;
import io.quanyu.reach.wecom.SandboxFront;
import io.quanyu.testing.ServerTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Bulk messages through WeCom, against the sandbox and by the client that the server uses. */
@ServerTest
@TestPropertySource(properties = {"quanyu.wecom.call-max=2s", "quanyu.wecom.shown-after=0s"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WecomChannelIT extends ChannelContract {

  private static final String SEND = "externalcontact/add_msg_template";
  private static final String LIST = "externalcontact/get_groupmsg_list_v2";
  private static final String TASK = "externalcontact/get_groupmsg_task";
  private static final String RESULT = "externalcontact/get_groupmsg_send_result";

  private final WecomChannel channel;
  private final KeepingContactBook books;
  private final ContactSql sql;
  private final ContactHashes hashes;
  private final KnownCustomers customers;
  private final CollectedRecords collected;
  private final Clock clock;
  private final ConnectedWecom wecom;
  private SandboxFront sandbox;

  WecomChannelIT(
      Environment environment,
      WecomChannel channel,
      KeepingContactBook books,
      ContactSql sql,
      ContactHashes hashes,
      KnownCustomers customers,
      CollectedRecords collected,
      Clock clock) {
    this.channel = channel;
    this.books = books;
    this.sql = sql;
    this.hashes = hashes;
    this.customers = customers;
    this.collected = collected;
    this.clock = clock;
    this.wecom = new ConnectedWecom(environment);
  }

  /** Ann has wm1 to wm6, Bo wm7, and nobody p9 and p10, who have bought in a store. */
  @BeforeAll
  void connect(@TempDir Path data) {
    sandbox = SandboxFront.on(data, Clock.systemUTC());
    sandbox.world(
        """
        {"department":{"id":1,"name":"Brand","parentid":0}}
        {"member":{"userid":"ann","name":"Ann","department":[1]}}
        {"member":{"userid":"bo","name":"Bo","department":[1]}}
        """);
    for (int i = 1; i <= 7; i++) {
      sandbox.world(
          "{\"person\":{\"personId\":\"p%d\",\"externalUserid\":\"wm%d\",\"followedBy\":[\"%s\"]}}"
              .formatted(i, i, i == 7 ? "bo" : "ann"));
    }
    // Before the contacts, so that these are the older accounts.
    var store =
        collected.handOver(
            "store.jsonl",
            "pos",
            Instant.EPOCH,
            List.of(
                new CollectedPerson("c9", null, "union-of-p9", null, null, Instant.EPOCH),
                new CollectedPerson("c10", null, "union-of-p10", null, null, Instant.EPOCH)),
            false);
    ConnectedWecom.until(() -> collected.outcome(store) == CollectedRecords.Outcome.COMPLETED);
    wecom.connect(sandbox);
    assertThat(wecom.sync().path("state").asString()).isEqualTo("ended");
  }

  @AfterAll
  void close() {
    sandbox.close();
  }

  @BeforeEach
  void behave() {
    sandbox.behave();
    sandbox.forgetRequests();
  }

  @Override
  protected Channel channel() {
    return channel;
  }

  @Override
  protected Channel channelNotSetUp() {
    return new WecomChannel(
        new WecomClients(
            Optional::empty,
            new OutgoingHttp(List.of()),
            new WecomTimes(Duration.ofSeconds(1), Duration.ZERO),
            Clock.systemUTC()),
        books,
        sql,
        hashes,
        clock);
  }

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected int darkCustomer() {
    return customers.findHolders(IdentifierKind.UNIONID, "union-of-p9").getFirst();
  }

  @Override
  protected Vendor vendor() {
    return new Vendor() {
      @Override
      public void cutsTheNextCall() {
        sandbox.misbehave("cut", SEND, 1, 0);
      }

      @Override
      public void losesTheNextAnswer() {
        sandbox.misbehave("loseAnswer", SEND, 1, 0);
      }

      @Override
      public void answersTheNextCallAfter(Duration delay) {
        sandbox.misbehave("slow", SEND, 1, delay.toMillis());
      }

      @Override
      public void isAtItsLimitOnce() {
        // Not by 45009: the client would keep away for a minute, see WecomClientTests.
        sandbox.misbehave("expireToken", SEND, 2, 0);
      }

      @Override
      public int timesDone(String mark) {
        int times = 0;
        for (var message : messages()) {
          if (message.toString().contains(mark)) {
            times++;
          }
        }
        return times;
      }

      @Override
      public int requests() {
        return sandbox.requests(SEND);
      }
    };
  }

  /** What the vendor lists, asked for past the server. */
  private List<JsonNode> messages() {
    var token =
        sandbox
            .get(
                "/cgi-bin/gettoken?corpid="
                    + SandboxFront.CORP_ID
                    + "&corpsecret="
                    + SandboxFront.SECRET)
            .path("access_token")
            .asString();
    List<JsonNode> all = new ArrayList<>();
    var cursor = "";
    do {
      var page =
          sandbox.send(
              "POST",
              "/cgi-bin/" + LIST + "?access_token=" + token,
              """
              {"chat_type":"single","start_time":%d,"end_time":%d,"cursor":"%s","limit":100}
              """
                  .formatted(
                      clock.instant().minus(Duration.ofDays(1)).getEpochSecond(),
                      clock.instant().plus(Duration.ofDays(1)).getEpochSecond(),
                      cursor),
              200);
      page.path("group_msg_list").forEach(all::add);
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    return all;
  }

  @Test
  void theMarkIsTheLastLineOfATextWithoutLink() {
    var call = call(newMark());

    channel.send(call);

    assertThat(onlyWith(call.mark()).path("text").path("content").asString())
        .isEqualTo("New arrivals on Friday\n[" + call.mark() + "]");
  }

  @Test
  void theMarkTravelsInTheAddressOfTheLinkAndIsFoundThere() {
    var plain = call(newMark());
    var call =
        with(
            plain,
            new MessageContent(
                "Look",
                Map.of(),
                Optional.of(
                    new MessageContent.Link("https://shop.example/new?a=1#top", "New arrivals"))));

    var answer = (CallAnswer.Accepted) channel.send(call);

    var message = onlyWith(call.mark());
    assertThat(message.path("text").path("content").asString()).isEqualTo("Look");
    var link = message.path("attachments").path(0).path("link");
    assertThat(link.path("url").asString())
        .isEqualTo("https://shop.example/new?a=1&qy=" + call.mark() + "#top");
    assertThat(link.path("title").asString()).isEqualTo("New arrivals");
    assertThat(channel.lookUp(List.of(call))).containsEntry(call.mark(), answer.vendorId());
  }

  @Test
  void aTextThatIsTooLongIsRefusedBeforeItIsSent() {
    var call = call(newMark());
    int room = WecomChannel.TEXT_BYTES_MAX - ("\n[" + call.mark() + "]").length();
    var longest = "春".repeat(room / 3) + "x".repeat(room % 3);

    assertThat(channel.send(with(call, MessageContent.ofText(longest + "x"))))
        .isEqualTo(new CallAnswer.Refused("text_too_long"));
    assertThat(sandbox.requests(SEND)).isZero();
    assertThat(channel.send(with(call, MessageContent.ofText(longest))))
        .isInstanceOf(CallAnswer.Accepted.class);
  }

  @Test
  void whoIsLeftOutByWecomIsRefused() {
    var call = call(newMark());
    var left = call.customerNos().getFirst();
    // The callback is lost, so our books still have her.
    removeUnnoticed(left);
    try {
      assertThat(channel.send(call))
          .isInstanceOfSatisfying(
              CallAnswer.Accepted.class,
              accepted ->
                  assertThat(accepted.refused()).isEqualTo(Map.of(left, "not_friend_or_quota")));
      var nobody = call(newMark(), "ann", List.of(left));
      assertThat(channel.send(nobody)).isEqualTo(new CallAnswer.Refused("not_friend_or_quota"));
    } finally {
      sandbox.add(idOf(left), "ann");
      ConnectedWecom.until(() -> channel.lit().contains(left));
    }
  }

  /** Removes past the callbacks: they go to nowhere meanwhile. */
  private void removeUnnoticed(int customerNo) {
    sandbox.app();
    sandbox.removeByMember("ann", idOf(customerNo));
    wecom.connect(sandbox);
  }

  @Test
  void aVendorThatIsStillDispatchingIsAskedAgainAndNothingIsConcludedMeanwhile() {
    var call = call(newMark());
    channel.send(call);
    sandbox.misbehave("dispatching", LIST, 1, 0);

    assertThatThrownBy(() -> channel.lookUp(List.of(call)))
        .isInstanceOf(ChannelUnavailableException.class);
    assertThat(channel.lookUp(List.of(call))).containsKey(call.mark());
  }

  @Test
  void aCallIsFoundBehindManyPages() {
    var first = call(newMark());
    var id = ((CallAnswer.Accepted) channel.send(first)).vendorId();
    var one = List.of(first.customerNos().getFirst());
    for (int i = 0; i < 230; i++) {
      channel.send(call(newMark(), first.sender(), one));
    }
    sandbox.forgetRequests();

    assertThat(channel.lookUp(List.of(first))).isEqualTo(Map.of(first.mark(), id));
    assertThat(sandbox.requests(LIST)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void callsOfDifferentDaysAreLookedUpInSpansThatWecomTakes() {
    var now = call(newMark());
    var id = ((CallAnswer.Accepted) channel.send(now)).vendorId();
    List<Call> calls = new ArrayList<>(List.of(now));
    for (int days = 1; days <= 90; days += 30) {
      var old = call(newMark());
      calls.add(
          new Call(
              old.mark(),
              old.sender(),
              old.purpose(),
              old.content(),
              old.customerNos(),
              old.startedAt().minus(Duration.ofDays(days))));
    }

    assertThat(channel.lookUp(calls)).isEqualTo(Map.of(now.mark(), id));
  }

  @Test
  void receiptsComeWhenTheGuideHasConfirmed() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());
    assertThat(channel.ask(accepted).confirmedAt()).isEmpty();
    assertThat(sandbox.requests(RESULT)).isZero();

    sandbox.confirm(call.sender(), accepted.vendorId(), 200);
    var progress = channel.ask(accepted);

    assertThat(progress.confirmedAt()).isPresent();
    assertThat(progress.isFinal()).isTrue();
    assertThat(progress.receipts().stream().map(Receipt::customerNo))
        .containsExactlyInAnyOrderElementsOf(call.customerNos());
    assertThat(progress.receipts()).allMatch(r -> r.kind() == Receipt.Kind.DELIVERED);
    assertThat(channel.ask(accepted).receipts())
        .containsExactlyInAnyOrderElementsOf(progress.receipts());
  }

  @Test
  void whoRemovedTheGuideBeforeSheConfirmedDoesNotGetIt() {
    var call = call(newMark());
    var gone = call.customerNos().getLast();
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());
    var externalUserId = idOf(gone);
    sandbox.block(externalUserId, call.sender());
    try {
      ConnectedWecom.until(() -> !channel.lit().contains(gone));
      sandbox.confirm(call.sender(), accepted.vendorId(), 200);

      var progress = channel.ask(accepted);

      assertThat(progress.isFinal()).isTrue();
      assertThat(progress.receipts())
          .filteredOn(receipt -> receipt.kind() == Receipt.Kind.FAILED)
          .singleElement()
          .satisfies(receipt -> {
            assertThat(receipt.customerNo()).isEqualTo(gone);
            assertThat(receipt.reason()).contains("not_friend");
          });
    } finally {
      sandbox.add(externalUserId, call.sender());
      ConnectedWecom.until(() -> channel.lit().contains(gone));
    }
  }

  @Test
  void theQuotaOfTheMonthIsWhatWecomTakes() {
    var bo = channel.bySender(channel.lit()).get("bo");
    var her = bo == null ? -1 : bo.first();
    var month = java.time.YearMonth.now(clock.withZone(java.time.ZoneId.of("Asia/Shanghai")));
    int quota = channel.quota(month).orElseThrow();
    List<io.quanyu.reach.channel.AcceptedCall> accepted = new ArrayList<>();
    for (int i = 0; i < quota + 1; i++) {
      var call = call(newMark(), "bo", List.of(her));
      accepted.add(accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId()));
    }
    accepted.forEach(call -> sandbox.confirm("bo", call.vendorId(), 200));

    var kinds = accepted.stream().map(call -> channel.ask(call).receipts().getFirst()).toList();

    assertThat(kinds.subList(0, quota)).allMatch(r -> r.kind() == Receipt.Kind.DELIVERED);
    assertThat(kinds.getLast().kind()).isEqualTo(Receipt.Kind.FAILED);
    assertThat(kinds.getLast().reason()).contains("quota");
    // Now WeCom leaves her out at once.
    assertThat(channel.send(call(newMark(), "bo", List.of(her))))
        .isEqualTo(new CallAnswer.Refused("not_friend_or_quota"));
  }

  @Test
  void whatIsTakenBackCanNoLongerBeConfirmed() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());

    channel.recall(accepted);

    sandbox.confirm(call.sender(), accepted.vendorId(), 409);
    assertThat(channel.ask(accepted).receipts()).isEmpty();
  }

  @Test
  void whatIsTakenBackTooLateWasSent() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());
    sandbox.confirm(call.sender(), accepted.vendorId(), 200);

    channel.recall(accepted);

    assertThat(channel.ask(accepted).receipts()).hasSameSizeAs(call.customerNos());
  }

  @Test
  void aVendorThatCannotBeAskedIsAskedLater() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());
    sandbox.misbehave("cut", TASK, 1, 0);
    sandbox.misbehave("busy", LIST, 1, 0);
    sandbox.misbehave("cut", "externalcontact/cancel_groupmsg_send", 1, 0);

    assertThatThrownBy(() -> channel.ask(accepted)).isInstanceOf(ChannelUnavailableException.class);
    assertThatThrownBy(() -> channel.lookUp(List.of(call)))
        .isInstanceOf(ChannelUnavailableException.class);
    assertThatThrownBy(() -> channel.recall(accepted))
        .isInstanceOf(ChannelUnavailableException.class);
  }

  @Test
  void aBusyVendorMayHaveDoneItSoTheCallIsLookedForFirst() {
    var call = call(newMark());
    sandbox.misbehave("busy", SEND, 1, 0);

    assertThat(channel.send(call)).isInstanceOf(CallAnswer.Lost.class);
    assertThat(sandbox.requests(SEND)).isEqualTo(1);
    assertThat(channel.lookUp(List.of(call))).isEmpty();
  }

  @Test
  void anAcceptedCallKeepsItsRecipientsWhenOneIdChanges() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel.send(call)).vendorId());
    sandbox.confirm(call.sender(), accepted.vendorId(), 200);
    var her = call.customerNos().getFirst();
    // A file says that she and a customer who is older are one person.
    var older = customers.findHolders(IdentifierKind.UNIONID, "union-of-p10").getFirst();
    var merging =
        collected.handOver(
            "merge.jsonl",
            "wecom_merge",
            clock.instant(),
            List.of(
                new CollectedPerson("m1", idOf(her), "union-of-p10", null, null, clock.instant())),
            false);
    ConnectedWecom.until(() -> collected.outcome(merging) == CollectedRecords.Outcome.COMPLETED);
    ConnectedWecom.until(() -> channel.lit().contains(older));

    assertThat(channel.lit().contains(her)).isFalse();
    assertThat(channel.ask(accepted).receipts().stream().map(Receipt::customerNo))
        .containsExactlyInAnyOrderElementsOf(call.customerNos());
  }

  private Call with(Call call, MessageContent content) {
    return new Call(
        call.mark(),
        call.sender(),
        MessagePurpose.MARKETING,
        content,
        call.customerNos(),
        call.startedAt());
  }

  private JsonNode onlyWith(String mark) {
    var found = messages().stream().filter(m -> m.toString().contains(mark)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String idOf(int customerNo) {
    return IntStream.rangeClosed(1, 7)
        .mapToObj(i -> "wm" + i)
        .filter(
            id -> customers.findHolders(IdentifierKind.EXTERNAL_USERID, id).contains(customerNo))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void manyCustomersAreSplitWithoutQuestions() {
    var lit = channel.lit();
    sandbox.forgetRequests();

    assertThat(channel.bySender(lit).keySet()).containsExactlyInAnyOrder("ann", "bo");
    assertThat(channel.bySender(RoaringBitmap.bitmapOf(lit.first()))).hasSize(1);
    assertThat(sandbox.requests("gettoken")).isZero();
  }
}
