package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.sms.GatewayStub;
import io.quanyu.reach.sms.GatewayStub.Said;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.json.JsonMapper;

/** What is done with a gateway that does not behave, and whom a call reaches. */
class SmsChannelIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String FAMILY = "+8613800000001";
  private static final String OTHER = "+8613800000002";
  private static final String TAKEN = "{\"id\":\"sms1\",\"accepted\":1,\"refused\":[]}";

  private final SmsFixture sms = new SmsFixture(database);
  private final GatewayStub gateway = new GatewayStub();
  private final SmsChannel channel = sms.channel(Duration.ofSeconds(5));

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aKeyedGatewayGetsTheMarkAsKeyAndAnUnkeyedNone() {
    int ann = sms.customer("a", "安", OTHER);
    gateway.says(200, TAKEN);
    sms.gateway(gateway.url(), true);
    assertThat(channel.terms().redelivery()).isEqualTo(Redelivery.IDEMPOTENT);
    channel.send(call("qy-000001-A", ann));
    sms.gateway(gateway.url(), false);
    assertThat(channel.terms().redelivery()).isEqualTo(Redelivery.NONE);
    channel.send(call("qy-000001-B", ann));

    assertThat(gateway.asked())
        .extracting(GatewayStub.Asked::key)
        .containsExactly("qy-000001-A", "");
    var asked = gateway.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/sms/v1/messages");
    assertThat(asked.authorization()).isEqualTo("Bearer key-1");
    assertThat(asked.body())
        .isEqualTo(
            """
            {"batch":"qy-000001-A","messages":[{"ref":"%d","to":"%s","text":"【泉屿】安，新品到店 拒收请回复R"}]}\
            """
                .formatted(ann, OTHER));
  }

  @Test
  void aFamilysPhoneGetsTheMarketingTextOfASourceOnceInWhateverCallsItsCustomersAre() {
    int mother = sms.customer("m", "李母", FAMILY);
    int son = sms.customer("s", "李雷", FAMILY);
    int ann = sms.customer("a", "安", OTHER);
    gateway.says(200, TAKEN);
    sms.gateway(gateway.url(), true);

    var first = channel.send(call("qy-000001-A", son));
    var second = channel.send(call("qy-000001-B", mother, ann));
    var repeated = channel.send(call("qy-000001-A", son));
    var nobody = channel.send(call("qy-000001-C", mother));
    var other = channel.send(call("qy-000002-A", mother, son));

    assertThat(first).isEqualTo(new CallAnswer.Accepted("sms1", Map.of()));
    assertThat(second).isEqualTo(new CallAnswer.Accepted("sms1", Map.of(mother, "same_address")));
    assertThat(repeated).isEqualTo(first);
    assertThat(nobody).isEqualTo(new CallAnswer.Refused("same_address"));
    assertThat(other)
        .isEqualTo(new CallAnswer.Accepted("sms1", Map.of(Math.max(mother, son), "same_address")));
    assertThat(texted("qy-000001"))
        .containsExactly(FAMILY, OTHER, FAMILY); // the last one is the repetition with its key
  }

  @Test
  void theServiceTextOfEachGoesToTheFamilysPhone() {
    int mother = sms.customer("m", "李母", FAMILY);
    int son = sms.customer("s", "李雷", FAMILY);
    gateway.says(200, TAKEN);
    sms.gateway(gateway.url(), true);

    var answer = channel.send(call(MessagePurpose.SERVICE, "qy-000001-A", List.of(mother, son)));

    assertThat(answer).isEqualTo(new CallAnswer.Accepted("sms1", Map.of()));
    assertThat(texted("qy-000001")).containsExactly(FAMILY, FAMILY);
  }

  @Test
  void aCallThatIsRefusedLeavesThePhoneToTheOther() {
    int mother = sms.customer("m", "李母", FAMILY);
    int son = sms.customer("s", "李雷", FAMILY);
    sms.gateway(gateway.url(), true);
    gateway.says(400, "{\"code\":\"INVALID\"}");
    assertThat(channel.send(call("qy-000001-A", mother)))
        .isEqualTo(new CallAnswer.Refused("INVALID"));

    gateway.says(200, TAKEN);

    assertThat(channel.send(call("qy-000001-B", son)))
        .isEqualTo(new CallAnswer.Accepted("sms1", Map.of()));
  }

  @Test
  void manyCallsAtOnceTextEachPhoneOnce() throws InterruptedException {
    var customers =
        IntStream.range(0, 60)
            .mapToObj(
                i -> sms.customer("c" + i, "张" + (char) ('一' + i), "+86139000000" + (10 + i % 30)))
            .toList();
    gateway.says(200, TAKEN);
    sms.gateway(gateway.url(), true);

    var threads =
        IntStream.range(0, 20)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() ->
                        channel.send(
                            call(
                                MessagePurpose.MARKETING,
                                "qy-000001-" + i,
                                List.of(
                                    customers.get(i),
                                    customers.get(i + 20),
                                    customers.get(i + 40))))))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(texted("qy-000001")).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void aLostKeyedCallIsRepeatedWithItsKeyAsLongAsTheKeyMeansSomething() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    gateway.says(_ -> Said.cut());
    var call = call("qy-000001-A", ann);
    assertThat(channel.send(call)).isInstanceOf(CallAnswer.Lost.class);

    sms.clock.set(SmsFixture.NOW.plus(Duration.ofHours(23)).minusSeconds(1));
    gateway.says(503, "");
    assertThat(channel.send(call)).isInstanceOf(CallAnswer.Lost.class);
    gateway.says(429, "");
    assertThat(channel.send(call))
        .as("the first attempt may have been taken: it is not as if nothing was done")
        .isInstanceOf(CallAnswer.Lost.class);
    gateway.says(200, TAKEN);
    assertThat(channel.send(call)).isInstanceOf(CallAnswer.Accepted.class);

    sms.clock.set(SmsFixture.NOW.plus(Duration.ofHours(23)));
    assertThat(channel.send(call)).isInstanceOf(CallAnswer.Unknown.class);
    assertThat(gateway.asked())
        .hasSize(4)
        .allSatisfy(asked -> assertThat(asked.key()).isEqualTo("qy-000001-A"));
  }

  @Test
  void aCallThatWasBegunWithAnotherAccountIsNotRepeated() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    gateway.says(_ -> Said.cut());
    channel.send(call("qy-000001-A", ann));

    sms.gateway(gateway.url(), true);
    gateway.says(200, TAKEN);

    assertThat(channel.send(call("qy-000001-A", ann))).isInstanceOf(CallAnswer.Unknown.class);
    assertThat(gateway.asked()).hasSize(1);
  }

  @Test
  void anUnkeyedCallIsMadeOnceWhateverTheAnswer() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), false);
    for (var said : List.of(Said.cut(), Said.of(500, ""), Said.of(200, "<html/>"))) {
      var mark = "qy-000001-" + said.status() + said.body().length();
      gateway.says(_ -> said);
      assertThat(channel.send(call(mark, ann))).isInstanceOf(CallAnswer.Lost.class);
      int asked = gateway.asked().size();

      gateway.says(200, TAKEN);
      assertThat(channel.send(call(mark, ann))).isInstanceOf(CallAnswer.Unknown.class);
      assertThat(gateway.asked()).hasSize(asked);
    }
  }

  @Test
  void aCallThatSurelyDidNothingIsMadeAgainAlsoUnkeyedAndWithAnotherAccount() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), false);
    var call = call("qy-000001-A", ann);
    for (int status : List.of(401, 402, 429, 404)) {
      gateway.says(status, "");
      assertThat(channel.send(call)).isInstanceOf(CallAnswer.NotNow.class);
    }
    sms.gateway("http://127.0.0.1:1", false); // nobody listens there
    assertThat(channel.send(call)).isInstanceOf(CallAnswer.NotNow.class);

    sms.gateway(gateway.url(), false);
    gateway.says(200, TAKEN);

    assertThat(channel.send(call)).isEqualTo(new CallAnswer.Accepted("sms1", Map.of()));
    assertThat(texted("qy-000001")).hasSize(5);
  }

  @Test
  void aRedirectionIsNotFollowed() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    gateway.says(_ -> new Said(307, "", Map.of("Location", gateway.url() + "/elsewhere")));

    assertThat(channel.send(call("qy-000001-A", ann))).isInstanceOf(CallAnswer.NotNow.class);
    assertThat(gateway.asked()).hasSize(1);
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    gateway.says(200, "{\"id\":\"sms1\",\"more\":\"" + "x".repeat(2 << 20) + "\"}");

    assertThat(channel.send(call("qy-000001-A", ann))).isInstanceOf(CallAnswer.Lost.class);
  }

  @Test
  void aTextThatIsNoneIsRefusedWithoutACall() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    var call =
        new Call(
            "qy-000001-A",
            "",
            MessagePurpose.MARKETING,
            MessageContent.ofText("【别人】新品"),
            List.of(ann),
            SmsFixture.NOW);

    assertThat(channel.send(call)).isEqualTo(new CallAnswer.Refused("text_invalid"));
    assertThat(gateway.asked()).isEmpty();
  }

  @Test
  void whoHasAPhoneIsLitAlsoAfterAnImport() {
    int ann = sms.customer("a", "安", OTHER);
    int bo = sms.customer("b", "博", null);
    assertThat(channel.lit()).isEmpty();
    sms.gateway(gateway.url(), true);
    assertThat(channel.lit()).isEqualTo(RoaringBitmap.bitmapOf(ann));
    assertThat(channel.bySender(RoaringBitmap.bitmapOf(ann, bo)))
        .isEqualTo(Map.of("", RoaringBitmap.bitmapOf(ann)));
    assertThat(channel.bySender(RoaringBitmap.bitmapOf(bo))).isEmpty();

    int cai = sms.customer("c", "蔡", FAMILY);
    sms.phones.on(new ImportEnded(UUID.randomUUID(), ImportKind.CUSTOMERS, 1, true));
    assertThat(channel.lit()).as("another import follows").isEqualTo(RoaringBitmap.bitmapOf(ann));
    sms.phones.on(new ImportEnded(UUID.randomUUID(), ImportKind.CUSTOMERS, 1, false));

    assertThat(channel.lit()).isEqualTo(RoaringBitmap.bitmapOf(ann, cai));
  }

  @Test
  void catchingUpFindsWhoeverIsCommittedAlsoWhileImportsFollow() {
    int ann = sms.customer("a", "安", OTHER);
    sms.gateway(gateway.url(), true);
    assertThat(channel.lit()).isEqualTo(RoaringBitmap.bitmapOf(ann));
    int cai = sms.customer("c", "蔡", FAMILY);
    assertThat(channel.lit()).as("nobody told of her").isEqualTo(RoaringBitmap.bitmapOf(ann));

    channel.catchUp();

    assertThat(channel.lit()).isEqualTo(RoaringBitmap.bitmapOf(ann, cai));
  }

  @Test
  void ofAFamilyTheFirstIsChosen() {
    int ann = sms.customer("a", "安", OTHER);
    int mother = sms.customer("m", "李母", FAMILY);
    int father = sms.customer("f", "李父", FAMILY);
    int son = sms.customer("s", "李雷", FAMILY);
    int dark = sms.customer("d", "黑", null);
    sms.gateway(gateway.url(), true);

    assertThat(channel.oneAnAddress(RoaringBitmap.bitmapOf(ann, mother, father, son, dark)))
        .isEqualTo(RoaringBitmap.bitmapOf(ann, mother, dark));
    assertThat(channel.oneAnAddress(RoaringBitmap.bitmapOf(father, son)))
        .isEqualTo(RoaringBitmap.bitmapOf(father));
    assertThat(channel.oneAnAddress(new RoaringBitmap())).isEmpty();
  }

  private static Call call(String mark, int... customers) {
    return call(MessagePurpose.MARKETING, mark, IntStream.of(customers).boxed().toList());
  }

  private static Call call(MessagePurpose purpose, String mark, List<Integer> customers) {
    return new Call(
        mark,
        "",
        purpose,
        new MessageContent("${name}，新品到店", Map.of("name", "您好"), java.util.Optional.empty()),
        customers,
        SmsFixture.NOW);
  }

  /** Numbers in the calls of a source, in the order in which the gateway was asked. */
  private List<String> texted(String source) {
    return gateway.asked().stream()
        .map(asked -> JsonMapper.shared().readTree(asked.body()))
        .filter(json -> json.get("batch").asString().startsWith(source))
        .flatMap(json -> json.get("messages").valueStream())
        .map(message -> message.get("to").asString())
        .toList();
  }
}
