package io.quanyu.sandbox.control;

import io.quanyu.sandbox.state.Delivery;
import io.quanyu.sandbox.state.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of the books: every message to every person, over all channels. */
final class Books {
  private Books() {}

  /**
   * Every row with this mark, a channel after the other, oldest message first.
   *
   * @param mark null: all rows
   */
  static void rows(State state, @Nullable String mark, Consumer<Delivery> to) {
    Consumer<Delivery> wanted =
        row -> {
          if (mark == null || mark.equals(row.mark())) {
            to.accept(row);
          }
        };
    state.bulkMessages().deliveries(wanted);
    state.smsGateway().deliveries(wanted);
  }

  /** The row with all that is known. */
  static ObjectNode full(Delivery row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("personId", row.personId());
    node.put("channel", row.channel().wire());
    node.put("messageId", row.messageId());
    node.put("sender", row.sender());
    node.put("ref", row.ref());
    node.put("mark", row.mark());
    node.put("text", row.text());
    node.put("textHash", hashOf(row.text()));
    node.put("acceptedAt", row.acceptedAt().toString());
    Instant confirmedAt = row.confirmedAt();
    node.put("confirmedAt", confirmedAt == null ? null : confirmedAt.toString());
    node.put("outcome", row.outcome().wire());
    return node;
  }

  /** Who, over what, and how it ended. */
  static ObjectNode brief(Delivery row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("personId", row.personId())
        .put("channel", row.channel().wire())
        .put("outcome", row.outcome().wire());
  }

  /** The first 16 hexadecimal digits of the SHA-256. */
  private static String hashOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
