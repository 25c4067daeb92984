package io.quanyu.reach.content.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.core.sms.SmsTemplate;
import io.quanyu.core.sms.SmsTemplate.Rendering;
import io.quanyu.core.sms.SmsText;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.content.ChannelContent;
import io.quanyu.reach.content.ContentIssue;
import io.quanyu.reach.content.ContentIssue.Kind;
import io.quanyu.reach.content.MessagePreview;
import io.quanyu.reach.content.MessagePreview.SmsPreview;
import io.quanyu.reach.content.MessagePreview.WecomPreview;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.content.spi.SmsAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether texts can be sent, and how they look. */
@Component
public final class CheckingContent {

  private static final String SMS = "sms";
  private static final String WECOM = "wecom";

  /** WeCom takes 4,000 bytes; the line with our mark needs some of them. */
  private static final int WECOM_BYTES_MAX = 3_960;

  /** Shown while the real one is not known. */
  private static final SmsSignature PLACEHOLDER = new SmsSignature("签名");

  private final ObjectProvider<Channel> channels;
  private final ObjectProvider<SmsAccount> account;

  public CheckingContent(ObjectProvider<Channel> channels, ObjectProvider<SmsAccount> account) {
    this.channels = channels;
    this.account = account;
  }

  /** What keeps these words from being saved; empty when nothing does. */
  public List<ContentIssue> issues(MessageWords words) {
    List<ContentIssue> issues = new ArrayList<>();
    words.contents().forEach((channel, content) -> issues.addAll(issues(channel, content, words)));
    return issues;
  }

  /** The same, with how the texts look. */
  public MessagePreview preview(MessageWords words) {
    var issues = new ArrayList<>(issues(words));
    if (words.contents().containsKey(SMS) && signature().isEmpty()) {
      issues.add(new ContentIssue(SMS, Kind.SIGNATURE_MISSING, null));
    }
    return new MessagePreview(
        Optional.ofNullable(words.contents().get(SMS))
            .flatMap(content -> sms(content, words))
            .map(text -> new SmsPreview(text.whole(), text.characters(), text.parts()))
            .orElse(null),
        Optional.ofNullable(words.contents().get(WECOM))
            .map(content -> new WecomPreview(content.text(), bytes(content.text())))
            .orElse(null),
        issues);
  }

  /**
   * The SMS of these words as a customer gets it of whom nothing is known.
   *
   * @return empty if there is none, or it cannot be sent
   */
  public Optional<SmsText> sms(MessageWords words) {
    return Optional.ofNullable(words.contents().get(SMS)).flatMap(content -> sms(content, words));
  }

  private List<ContentIssue> issues(String code, ChannelContent content, MessageWords words) {
    var channel = channels.stream().filter(one -> one.code().equals(code)).findFirst();
    if (channel.isEmpty()) {
      return List.of(new ContentIssue(code, Kind.CHANNEL_UNKNOWN, null));
    }
    List<ContentIssue> issues = new ArrayList<>();
    var known = channel.get().features().variables();
    for (var variable : variables(content.text())) {
      if (!known.contains(variable)) {
        issues.add(new ContentIssue(code, Kind.VARIABLE_UNKNOWN, variable));
      } else if (!words.fallbacks().containsKey(variable)) {
        issues.add(new ContentIssue(code, Kind.FALLBACK_MISSING, variable));
      }
    }
    if (isMalformed(code, content.text())) {
      issues.add(new ContentIssue(code, Kind.TEXT_MALFORMED, null));
    } else if (issues.isEmpty() && isTooLong(code, content, words)) {
      issues.add(new ContentIssue(code, Kind.TEXT_TOO_LONG, null));
    }
    return issues;
  }

  private static boolean isMalformed(String code, String text) {
    return code.equals(SMS) ? template(text).isEmpty() : template(withoutBrackets(text)).isEmpty();
  }

  private static Iterable<String> variables(String text) {
    return template(withoutBrackets(text))
        .map(SmsTemplate::variables)
        .map(List::copyOf)
        .orElse(List.of());
  }

  /** Only in an SMS do these brackets mean anything. */
  private static String withoutBrackets(String text) {
    return text.replaceAll("[【】]", "|");
  }

  private static Optional<SmsTemplate> template(String text) {
    try {
      return Optional.of(new SmsTemplate(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // says what is wrong with the text; the issue does too
    }
  }

  private boolean isTooLong(String code, ChannelContent content, MessageWords words) {
    return switch (code) {
      case SMS -> sms(content, words).isEmpty();
      case WECOM -> bytes(content.text()) > WECOM_BYTES_MAX;
      default -> false;
    };
  }

  private Optional<SmsText> sms(ChannelContent content, MessageWords words) {
    return template(content.text())
        .map(template -> template.render(words.fallbacks()))
        .flatMap(rendering ->
            switch (rendering) {
              case Rendering.Rendered(var body) -> signed(body, content, words.purpose());
              case Rendering.Incomplete _ -> Optional.empty();
            });
  }

  private Optional<SmsText> signed(String body, ChannelContent content, MessagePurpose purpose) {
    var link = content.link();
    try {
      return Optional.of(
          new SmsText(
              signature().orElse(PLACEHOLDER),
              link == null ? body : body + " " + link.url(),
              purpose));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // too long
    }
  }

  private Optional<SmsSignature> signature() {
    return account.stream().findFirst().flatMap(SmsAccount::signature);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
