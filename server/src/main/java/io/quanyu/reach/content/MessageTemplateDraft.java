package io.quanyu.reach.content;

import io.quanyu.core.contact.MessagePurpose;
import java.util.Map;

/**
 * A template as an operator writes it.
 *
 * @param name 1 to 100 characters, not blank
 * @param contents by the channel's code, at least one
 * @param fallbacks what stands in for a variable of which a customer has no value, by its name
 */
public record MessageTemplateDraft(
    String name,
    MessagePurpose purpose,
    Map<String, ChannelContent> contents,
    Map<String, String> fallbacks) {

  private static final int NAME_LENGTH_MAX = 100;

  public MessageTemplateDraft {
    if (name == null || name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a template needs a name of 1 to " + NAME_LENGTH_MAX + " characters");
    }
    name = name.strip();
    var said = new MessageWords(purpose, contents, fallbacks);
    contents = said.contents();
    fallbacks = said.fallbacks();
  }

  /** What it says. */
  public MessageWords words() {
    return new MessageWords(purpose, contents, fallbacks);
  }
}
