package io.quanyu.reach.channel;

import java.util.Map;
import java.util.Optional;

/**
 * What a message says.
 *
 * @param text as an operator wrote it, not blank; variables are written {@code ${name}}, see {@link
 *     ChannelFeatures#variables}. Values are filled in when a call is made, so none is kept here
 * @param fallbacks what stands in for a variable of which a customer has no value, by its name;
 *     every variable of the text has one
 * @param link goes with the text
 */
public record MessageContent(String text, Map<String, String> fallbacks, Optional<Link> link) {

  /**
   * A card that opens a page.
   *
   * @param url absolute, http or https
   * @param title shown on the card
   */
  public record Link(String url, String title) {}

  public MessageContent {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a message without text");
    }
    fallbacks = Map.copyOf(fallbacks);
  }

  /** A text alone. */
  public static MessageContent ofText(String text) {
    return new MessageContent(text, Map.of(), Optional.empty());
  }
}
