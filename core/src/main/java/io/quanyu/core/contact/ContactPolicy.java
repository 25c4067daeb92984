package io.quanyu.core.contact;

import io.quanyu.core.contact.ContactDecision.Allowed;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import io.quanyu.core.contact.FrequencyCap.Answer;
import io.quanyu.core.contact.FrequencyCap.SentMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The brand's rules for contacting a customer.
 *
 * @param caps all of them must leave room; at most {@link #CAPS_MAX}
 * @param quietHours when marketing waits
 */
public record ContactPolicy(List<FrequencyCap> caps, QuietHours quietHours) {

  /** A few overall and a few for each channel. */
  public static final int CAPS_MAX = 50;

  public ContactPolicy {
    caps = List.copyOf(caps);
    if (caps.size() > CAPS_MAX) {
      throw new IllegalArgumentException(caps.size() + " caps; at most " + CAPS_MAX);
    }
  }

  /**
   * Whether the customer may get a message over the channel of {@code facts} now. Consent, caps and
   * quiet hours bind marketing only.
   *
   * @param sent marketing messages to the customer over all channels, within the longest cap
   */
  public ContactDecision decide(
      ContactFacts facts, MessagePurpose purpose, List<SentMessage> sent, Instant now) {
    boolean isMarketing = purpose == MessagePurpose.MARKETING;
    if (facts.isSuppressed()) {
      return refused(Reason.SUPPRESSED);
    }
    if (isMarketing && facts.will().refusal().isPresent()) {
      return refused(facts.will().refusal().get());
    }
    if (!facts.hasAddress()) {
      return refused(Reason.NO_ADDRESS);
    }
    if (isMarketing
        && checkCaps(facts.channel(), sent, now) instanceof Answer.Reached(var roomAt)) {
      return new Refused(
          Reason.FREQUENCY_CAP, roomAt.map(room -> quietHours.endAfter(room).orElse(room)));
    }
    if (!facts.isQuotaLeft()) {
      return refused(Reason.QUOTA);
    }
    var quietUntil = isMarketing ? quietHours.endAfter(now) : Optional.<Instant>empty();
    return quietUntil.isPresent() ? new Refused(Reason.QUIET_HOURS, quietUntil) : new Allowed();
  }

  /** All caps as one: room comes when the last of them has room. */
  private Answer checkCaps(String channel, List<SentMessage> sent, Instant now) {
    Answer all = new Answer.Room();
    for (var cap : caps) {
      all = stricter(all, cap.check(channel, sent, now));
    }
    return all;
  }

  private static Answer stricter(Answer one, Answer other) {
    return switch (one) {
      case Answer.Room _ -> other;
      case Answer.Reached(var roomAt) ->
          other instanceof Answer.Reached(var otherRoomAt)
              ? new Answer.Reached(
                  roomAt.flatMap(room ->
                      otherRoomAt.map(otherRoom -> room.isAfter(otherRoom) ? room : otherRoom)))
              : one;
    };
  }

  private static Refused refused(Reason reason) {
    return new Refused(reason, Optional.empty());
  }
}
