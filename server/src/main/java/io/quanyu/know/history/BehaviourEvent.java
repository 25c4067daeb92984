package io.quanyu.know.history;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that a customer did, such as looking at a product.
 *
 * @param source with {@code lineNo} the key of the event: where it was read
 * @param lineNo number of the line within its source
 * @param accountNo who did it
 * @param customerNo when it was written; {@link MovedAccount} corrects it
 * @param channel code of the channel
 * @param event its name as the channel writes it, e.g. {@code page_view}
 * @param occurredAt when it happened
 * @param properties what else the channel tells, values as text; numbers are plain decimals
 */
public record BehaviourEvent(
    UUID source,
    long lineNo,
    int accountNo,
    int customerNo,
    String channel,
    String event,
    Instant occurredAt,
    Map<String, String> properties) {

  public BehaviourEvent {
    properties = Map.copyOf(properties);
  }
}
