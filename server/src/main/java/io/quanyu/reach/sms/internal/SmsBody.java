package io.quanyu.reach.sms.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.sms.SmsSignature;
import io.quanyu.core.sms.SmsTemplate;
import io.quanyu.core.sms.SmsTemplate.Rendering;
import io.quanyu.core.sms.SmsText;
import io.quanyu.reach.channel.MessageContent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is said to all recipients of a call, before it is signed for one. */
final class SmsBody {

  private final SmsTemplate template;
  private final Map<String, String> fallbacks;
  private final Optional<String> url;
  private final MessagePurpose purpose;

  /**
   * @throws IllegalArgumentException if no text can be made of the content
   */
  SmsBody(MessageContent content, MessagePurpose purpose) {
    this.template = new SmsTemplate(content.text());
    this.fallbacks = content.fallbacks();
    this.url = content.link().map(MessageContent.Link::url);
    this.purpose = purpose;
    for (var name : template.variables()) {
      if (fallbacks.getOrDefault(name, "").isBlank()) {
        throw new IllegalArgumentException("${" + name + "} has no fallback");
      }
    }
  }

  /**
   * The text for one customer; the link's URL follows it, apart by a space.
   *
   * @param values by name, without those that are not known
   * @throws IllegalArgumentException if it is too long
   */
  SmsText signed(SmsSignature signature, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(fallbacks);
    values.forEach((name, value) -> {
      if (!value.isBlank()) {
        all.put(name, value);
      }
    });
    return switch (template.render(all)) {
      case Rendering.Rendered(var body) ->
          new SmsText(signature, url.map(link -> body + " " + link).orElse(body), purpose);
      case Rendering.Incomplete(var names) ->
          throw new IllegalStateException("checked before: " + names);
    };
  }
}
