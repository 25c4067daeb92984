package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why one customer got a broadcast or did not, as it was at the launch. If she was several
 * customers then, of the one who came nearest to a message; messages are those to all of them.
 *
 * @param steps in the order in which they are decided; the last one that did not pass is the answer
 * @param messages to the customer, oldest first
 */
public record BroadcastTrace(List<TraceStep> steps, List<TracedMessage> messages) {

  /** What was decided. */
  public enum Question {
    /** Was she in the segment? */
    SEGMENT,
    /** Was this channel open for her? */
    CHANNEL,
    /** Was any channel open for her? */
    REACHABLE,
    /** Was she drawn for the message, and not for a control group? */
    GROUP,
    /** Was a message to her written for this channel? */
    MESSAGE;

    /** As the API names it. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One decision.
   *
   * @param channel of questions about one channel
   * @param reason why it did not pass: {@code not_in_segment}, {@code control}, {@code
   *     global_control}, or one of the reasons of contact
   * @param visit 0 for the first message, then counted by back-ups; of messages only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TraceStep(
      Question step,
      boolean passed,
      @Nullable String channel,
      @Nullable String reason,
      @Nullable Integer visit) {}

  /**
   * A message to the customer.
   *
   * @param at when it was last heard of
   * @param sender the guide, in the channel's own ids
   * @param state how far it is: {@code reached}, {@code failed} …
   * @param receivedAt when it reached her
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TracedMessage(
      Instant at,
      String channel,
      @Nullable String sender,
      int visit,
      String state,
      @Nullable String reason,
      String text,
      @Nullable Instant receivedAt) {}

  public BroadcastTrace {
    steps = List.copyOf(steps);
    messages = List.copyOf(messages);
  }
}
