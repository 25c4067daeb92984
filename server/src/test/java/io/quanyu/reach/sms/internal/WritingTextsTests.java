package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.profile.Profile;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.sms.internal.WritingTexts.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTextsTests {

  private static final SmsSignature SIGNATURE = new SmsSignature("泉屿");
  private static final String PHONE = "+8613800000001";
  private static final MessageContent GREETING =
      new MessageContent(
          "${name}，${city}新品到店", Map.of("name", "会员", "city", "附近"), Optional.empty());

  @Test
  void eachCustomerReadsHerOwnText() {
    var texts =
        write(
            MessagePurpose.MARKETING,
            GREETING,
            customer(2, "王小明", "+8613800000002", "杭州"),
            customer(1, "李雷", PHONE, null));

    assertThat(texts.texts())
        .containsExactly(
            new Written(1, PHONE, "【泉屿】李雷，附近新品到店 拒收请回复R"),
            new Written(2, "+8613800000002", "【泉屿】王小明，杭州新品到店 拒收请回复R"));
    assertThat(texts.refused()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"王*", "***", " "})
  void aNameThatIsNoneIsReplacedByTheFallback(@Nullable String name) {
    var texts = write(MessagePurpose.SERVICE, GREETING, customer(1, name, PHONE, "杭州"));

    assertThat(texts.texts()).containsExactly(new Written(1, PHONE, "【泉屿】会员，杭州新品到店"));
  }

  @Test
  void aLinkFollowsTheTextBeforeTheWayOut() {
    var content =
        new MessageContent(
            "新品到店", Map.of(), Optional.of(new MessageContent.Link("https://s.cn/a", "新品")));

    assertThat(text(write(MessagePurpose.MARKETING, content, customer(1, null, PHONE, null))))
        .isEqualTo("【泉屿】新品到店 https://s.cn/a 拒收请回复R");
    assertThat(text(write(MessagePurpose.SERVICE, content, customer(1, null, PHONE, null))))
        .isEqualTo("【泉屿】新品到店 https://s.cn/a");
  }

  @Test
  void aNameForgesNoSignatureAndNoVariable() {
    assertThat(
            text(write(MessagePurpose.SERVICE, GREETING, customer(1, "【假】${city}\n", PHONE, "杭州"))))
        .isEqualTo("【泉屿】「假」${city}，杭州新品到店");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"13800000001", "+", "+86 138", "+8613800000001;1", "+0123456789"})
  void whoHasNoNumberThatIsOneIsRefused(@Nullable String phone) {
    var texts = write(MessagePurpose.SERVICE, GREETING, customer(1, "李雷", phone, null));

    assertThat(texts.texts()).isEmpty();
    assertThat(texts.refused()).containsExactly(Map.entry(1, "no_address"));
  }

  @Test
  void whoIsNotKnownAnyMoreIsRefused() {
    var call = call(MessagePurpose.SERVICE, GREETING, List.of(7));

    assertThat(WritingTexts.write(call, body(call), SIGNATURE, Map.of()).refused())
        .containsExactly(Map.entry(7, "no_address"));
  }

  @Test
  void aFamilysPhoneGetsOneMarketingText() {
    var texts =
        write(
            MessagePurpose.MARKETING,
            GREETING,
            customer(3, "李父", PHONE, null),
            customer(1, "李母", PHONE, null),
            customer(2, "李雷", PHONE, null));

    assertThat(texts.texts()).extracting(Written::customerNo).containsExactly(1);
    assertThat(texts.refused()).isEqualTo(Map.of(2, "same_address", 3, "same_address"));
  }

  @Test
  void aFamilysPhoneGetsTheServiceTextOfEach() {
    var texts =
        write(
            MessagePurpose.SERVICE,
            GREETING,
            customer(1, "李母", PHONE, null),
            customer(2, "李雷", PHONE, null));

    assertThat(texts.texts()).extracting(Written::customerNo).containsExactly(1, 2);
    assertThat(texts.refused()).isEmpty();
  }

  @Test
  void whoseTextIsTooLongIsRefusedAlone() {
    var content =
        new MessageContent("新".repeat(480) + "${name}", Map.of("name", "您"), Optional.empty());

    var texts =
        write(
            MessagePurpose.SERVICE,
            content,
            customer(1, "长".repeat(20), PHONE, null),
            customer(2, "短", "+8613800000002", null));

    assertThat(texts.texts()).extracting(Written::customerNo).containsExactly(2);
    assertThat(texts.refused()).containsExactly(Map.entry(1, "text_too_long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"【别人】新品", "${age}新品", "${}新品"})
  void aTextThatCannotBeSentIsNone(String text) {
    var content = new MessageContent(text, Map.of("age", " "), Optional.empty());

    assertThatThrownBy(() -> new SmsBody(content, MessagePurpose.MARKETING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsPersonalIsNotPrinted() {
    assertThat(write(MessagePurpose.SERVICE, GREETING, customer(1, "李雷", PHONE, null)).toString())
        .doesNotContain("李雷", PHONE);
  }

  private static String text(WritingTexts.Texts texts) {
    return texts.texts().getFirst().text();
  }

  private static WritingTexts.Texts write(
      MessagePurpose purpose, MessageContent content, Profile... profiles) {
    var call = call(purpose, content, Stream.of(profiles).map(Profile::customerNo).toList());
    return WritingTexts.write(
        call,
        body(call),
        SIGNATURE,
        Stream.of(profiles).collect(Collectors.toMap(Profile::customerNo, one -> one)));
  }

  private static Call call(
      MessagePurpose purpose, MessageContent content, List<Integer> customers) {
    return new Call("qy-00000a-X", "", purpose, content, customers, Instant.EPOCH);
  }

  private static SmsBody body(Call call) {
    return new SmsBody(call.content(), call.purpose());
  }

  private static Profile customer(
      int customerNo, @Nullable String name, @Nullable String phone, @Nullable String city) {
    return new Profile(
        customerNo,
        new PersonalValues(name, null, phone, null, null, null),
        null,
        null,
        null,
        city,
        null,
        Map.of(),
        List.of());
  }
}
