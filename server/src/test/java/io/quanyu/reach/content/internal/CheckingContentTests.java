package io.quanyu.reach.content.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.sms.SmsPrice;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.content.ChannelContent;
import io.quanyu.reach.content.ContentIssue;
import io.quanyu.reach.content.ContentIssue.Kind;
import io.quanyu.reach.content.MessagePreview.SmsPreview;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.content.spi.SmsAccount;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class CheckingContentTests {

  private final CheckingContent checking = checking(Optional.of(new SmsSignature("观宇")));

  @Test
  void acceptsATextThatUsesTheVariablesOfItsChannel() {
    assertThat(checking.issues(words("sms", "${name}，您好", Map.of("name", "会员")))).isEmpty();
  }

  @Test
  void refusesAVariableThatTheChannelDoesNotFillIn() {
    assertThat(checking.issues(words("wecom", "${name}，您好", Map.of("name", "会员"))))
        .containsExactly(new ContentIssue("wecom", Kind.VARIABLE_UNKNOWN, "name"));
    assertThat(checking.issues(words("sms", "${level}", Map.of("level", "a"))))
        .containsExactly(new ContentIssue("sms", Kind.VARIABLE_UNKNOWN, "level"));
  }

  @Test
  void refusesAVariableWithoutFallback() {
    assertThat(checking.issues(words("sms", "${name}，您好", Map.of())))
        .containsExactly(new ContentIssue("sms", Kind.FALLBACK_MISSING, "name"));
  }

  @Test
  void refusesASecondSignatureInAnSmsButNotInWecom() {
    assertThat(checking.issues(words("sms", "【新品】上市", Map.of())))
        .containsExactly(new ContentIssue("sms", Kind.TEXT_MALFORMED, null));
    assertThat(checking.issues(words("wecom", "【新品】上市", Map.of()))).isEmpty();
  }

  @Test
  void refusesWhatIsNoVariable() {
    assertThat(checking.issues(words("wecom", "只要 ${1}", Map.of())))
        .containsExactly(new ContentIssue("wecom", Kind.TEXT_MALFORMED, null));
  }

  @Test
  void refusesATextThatIsTooLongForItsChannel() {
    assertThat(checking.issues(words("sms", "长".repeat(490), Map.of())))
        .containsExactly(new ContentIssue("sms", Kind.TEXT_TOO_LONG, null));
    assertThat(checking.issues(words("wecom", "长".repeat(1_321), Map.of())))
        .containsExactly(new ContentIssue("wecom", Kind.TEXT_TOO_LONG, null));
    assertThat(checking.issues(words("wecom", "长".repeat(1_320), Map.of()))).isEmpty();
  }

  @Test
  void refusesAChannelThatDoesNotExist() {
    assertThat(checking.issues(words("pigeon", "coo", Map.of())))
        .containsExactly(new ContentIssue("pigeon", Kind.CHANNEL_UNKNOWN, null));
  }

  @Test
  void showsTheSmsAsItIsPaidFor() {
    var content =
        new ChannelContent("${name}，新品上市", new ChannelContent.Link("https://q.example/a", "新品"));

    var preview =
        checking.preview(
            new MessageWords(
                MessagePurpose.MARKETING, Map.of("sms", content), Map.of("name", "会员")));

    var text = "【观宇】会员，新品上市 https://q.example/a 拒收请回复R";
    assertThat(preview.sms()).isEqualTo(new SmsPreview(text, text.length(), 1));
    assertThat(preview.problems()).isEmpty();
  }

  @Test
  void saysThatTheSignatureIsNotKnownYet() {
    var preview = checking(Optional.empty()).preview(words("sms", "您好", Map.of()));

    assertThat(preview.sms()).isEqualTo(new SmsPreview("【签名】您好 拒收请回复R", 13, 1));
    assertThat(preview.problems())
        .containsExactly(new ContentIssue("sms", Kind.SIGNATURE_MISSING, null));
  }

  @Test
  void countsBytesInWecom() {
    var preview = checking.preview(words("wecom", "您好!", Map.of()));

    assertThat(preview.sms()).isNull();
    assertThat(preview.wecom())
        .isNotNull()
        .satisfies(wecom -> assertThat(wecom.bytes()).isEqualTo(7));
  }

  private static MessageWords words(String channel, String text, Map<String, String> fallbacks) {
    return new MessageWords(
        MessagePurpose.MARKETING, Map.of(channel, new ChannelContent(text, null)), fallbacks);
  }

  private static CheckingContent checking(Optional<SmsSignature> signature) {
    var beans = new StaticListableBeanFactory();
    beans.addBean("sms", TestChannel.ofTheBrand("sms", 1_000, Clock.systemUTC()));
    beans.addBean("wecom", TestChannel.ofGuides("wecom", 10_000, Clock.systemUTC()));
    beans.addBean(
        "account",
        new SmsAccount() {
          @Override
          public Optional<SmsSignature> signature() {
            return signature;
          }

          @Override
          public Optional<SmsPrice> price() {
            return Optional.empty();
          }
        });
    return new CheckingContent(
        beans.getBeanProvider(io.quanyu.reach.channel.Channel.class),
        beans.getBeanProvider(SmsAccount.class));
  }
}
