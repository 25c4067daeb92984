package io.quanyu.reach.content;

import io.quanyu.core.contact.MessagePurpose;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A saved text for each channel.
 *
 * @param contents by the channel's code
 * @param fallbacks what stands in for a variable of which a customer has no value, by its name
 * @param version counts changes
 */
public record MessageTemplate(
    UUID id,
    String name,
    MessagePurpose purpose,
    Map<String, ChannelContent> contents,
    Map<String, String> fallbacks,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  public MessageTemplate {
    contents = Map.copyOf(contents);
    fallbacks = Map.copyOf(fallbacks);
  }

  /** What it says. */
  public MessageWords words() {
    return new MessageWords(purpose, contents, fallbacks);
  }
}
