package io.quanyu.core.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * At most so many marketing messages to one customer within so many days.
 *
 * @param scope which channels count together
 * @param messagesMax allowed messages, at least 0: a cap of none closes the scope
 * @param days length of the window that moves with the time, in days of 24 hours, 1 to {@link
 *     #DAYS_MAX}; a message counts for exactly that long
 */
public record FrequencyCap(Scope scope, int messagesMax, int days) {

  /** Older messages need not be loaded. */
  public static final int DAYS_MAX = 366;

  /** Which messages a cap counts, and whom it stops. */
  public sealed interface Scope {
    /** All channels together. */
    record AllChannels() implements Scope {}

    /** One channel. */
    record OneChannel(String channel) implements Scope {}

    /** Whether messages of that channel count. */
    default boolean includes(String channel) {
      return switch (this) {
        case AllChannels _ -> true;
        case OneChannel(var only) -> only.equals(channel);
      };
    }
  }

  /**
   * A marketing message that counts: handed to the channel, whatever became of it, because what is
   * unknown may have been read.
   *
   * @param sentAt the past; a moment after "now" counts too, so that a clock put back lifts no cap
   */
  public record SentMessage(String channel, Instant sentAt) {}

  public FrequencyCap {
    if (messagesMax < 0 || days < 1 || days > DAYS_MAX) {
      throw new IllegalArgumentException(messagesMax + " messages in " + days + " days");
    }
  }

  /** At most {@code messagesMax} messages in {@code days} days over all channels. */
  public static FrequencyCap overall(int messagesMax, int days) {
    return new FrequencyCap(new Scope.AllChannels(), messagesMax, days);
  }

  /** At most {@code messagesMax} messages in {@code days} days over one channel. */
  public static FrequencyCap onChannel(String channel, int messagesMax, int days) {
    return new FrequencyCap(new Scope.OneChannel(channel), messagesMax, days);
  }

  /** What a cap says about one more message. */
  public sealed interface Answer {
    /** There is room. */
    record Room() implements Answer {}

    /**
     * The cap is reached.
     *
     * @param roomAt when there is room again if nothing else is sent; empty for a cap of none
     */
    record Reached(Optional<Instant> roomAt) implements Answer {}
  }

  /**
   * Whether one more message over {@code channel} fits.
   *
   * @param sent marketing messages to the customer, in any order, of at least the last {@link
   *     #days} days
   */
  public Answer check(String channel, List<SentMessage> sent, Instant now) {
    if (!scope.includes(channel)) {
      return new Answer.Room();
    }
    var window = Duration.ofDays(days);
    var counted =
        sent.stream()
            .filter(message -> scope.includes(message.channel()))
            .map(SentMessage::sentAt)
            .filter(sentAt -> sentAt.plus(window).isAfter(now))
            .sorted(Comparator.reverseOrder())
            .toList();
    if (counted.size() < messagesMax) {
      return new Answer.Room();
    }
    // Room comes when the oldest of the newest `messagesMax` messages falls out of the window.
    return new Answer.Reached(
        messagesMax == 0
            ? Optional.empty()
            : Optional.of(counted.get(messagesMax - 1).plus(window)));
  }
}
