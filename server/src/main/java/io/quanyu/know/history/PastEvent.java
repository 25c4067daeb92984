package io.quanyu.know.history;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that a customer did.
 *
 * @param event its name as the channel writes it
 * @param channel code of the channel
 * @param at when
 * @param properties what else the channel told
 * @param source with {@code lineNo} the key of the event
 * @param lineNo see {@code source}
 */
public record PastEvent(
    String event,
    String channel,
    Instant at,
    Map<String, String> properties,
    UUID source,
    long lineNo) {
  public PastEvent {
    properties = Map.copyOf(properties);
  }

  /** Its place in the order of a customer's events. */
  public Place place() {
    return new Place(at, source, lineNo);
  }

  /** A place in the order of a customer's events, where an event need not be. */
  public record Place(Instant at, UUID source, long lineNo) {}
}
