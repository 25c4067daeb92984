package io.quanyu.reach.content;

import io.quanyu.core.contact.MessagePurpose;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said over each channel: of a template, or of a broadcast that froze it.
 *
 * @param purpose marketing needs consent and carries a way out
 * @param contents by the channel's code, 1 to {@value #CHANNELS_MAX}
 * @param fallbacks what stands in for a variable of which a customer has no value, by its name
 */
public record MessageWords(
    MessagePurpose purpose, Map<String, ChannelContent> contents, Map<String, String> fallbacks) {

  private static final int CHANNELS_MAX = 20;
  private static final int FALLBACKS_MAX = 50;
  private static final int FALLBACK_LENGTH_MAX = 100;

  public MessageWords {
    if (purpose == null) {
      throw new IllegalArgumentException("a message is for marketing or a service");
    }
    if (contents == null || contents.isEmpty() || contents.size() > CHANNELS_MAX) {
      throw new IllegalArgumentException("a message needs a text for at least one channel");
    }
    if (fallbacks == null || fallbacks.size() > FALLBACKS_MAX) {
      throw new IllegalArgumentException("at most " + FALLBACKS_MAX + " fallbacks");
    }
    fallbacks.forEach((variable, value) -> {
      if (value == null || value.isBlank() || value.length() > FALLBACK_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "the fallback of " + variable + " needs 1 to " + FALLBACK_LENGTH_MAX + " characters");
      }
    });
    contents.forEach((channel, content) -> {
      if (content == null) {
        throw new IllegalArgumentException("there is no text for " + channel);
      }
    });
    contents = Collections.unmodifiableMap(new TreeMap<>(contents));
    fallbacks = Collections.unmodifiableMap(new TreeMap<>(fallbacks));
  }
}
