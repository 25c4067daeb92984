package io.quanyu.reach.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts as a customer reads them of whom nothing is known: fallbacks stand in for all variables.
 *
 * @param sms present with a text for SMS that can be sent
 * @param wecom present with a text for WeCom
 * @param problems what keeps the texts from being sent; empty when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessagePreview(
    @Nullable SmsPreview sms, @Nullable WecomPreview wecom, List<ContentIssue> problems) {

  /**
   * An SMS.
   *
   * @param text whole, with signature and, for marketing, the opt-out hint
   * @param characters as gateways count them
   * @param parts to pay for
   */
  public record SmsPreview(String text, int characters, int parts) {}

  /**
   * A message in WeCom.
   *
   * @param bytes of the text in UTF-8, as WeCom counts it
   */
  public record WecomPreview(String text, int bytes) {}

  public MessagePreview {
    problems = List.copyOf(problems);
  }
}
