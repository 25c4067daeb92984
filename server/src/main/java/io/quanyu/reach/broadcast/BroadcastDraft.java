package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast as an operator writes it.
 *
 * @param name 1 to 100 characters
 * @param channels codes in the order of preference, without repetition
 * @param backUpAfterMinutes how long a channel is given before the next one takes over; none if
 *     left out
 * @param controlBp share of those who can be reached that gets nothing, 0 to {@value
 *     #CONTROL_MAX_BP} basis points
 * @param startAt at once after approval if left out
 * @param spreadMinutes calls are spread evenly over so many minutes, quiet hours left out
 * @param personalised whether whom it goes to is chosen by profile or behaviour, so that it is not
 *     for who objects to that; it is if left out
 * @param effectDays orders of so many days from the launch count, 1 to {@value #EFFECT_DAYS_MAX}
 * @param currency of the orders that count
 */
public record BroadcastDraft(
    String name,
    UUID segmentId,
    UUID templateId,
    List<String> channels,
    @Nullable Integer backUpAfterMinutes,
    int controlBp,
    @Nullable Instant startAt,
    int spreadMinutes,
    @Nullable Boolean personalised,
    int effectDays,
    Currency currency) {

  /** With more control than treated customers the comparison is no better, and the loss is. */
  public static final int CONTROL_MAX_BP = 5_000;

  /** A quarter: later orders have other causes. */
  public static final int EFFECT_DAYS_MAX = 90;

  /** A week. */
  public static final int SPREAD_MINUTES_MAX = 7 * 24 * 60;

  /** A month: nobody asks longer what became of a message. */
  public static final int BACK_UP_AFTER_MINUTES_MAX = 30 * 24 * 60;

  private static final int NAME_LENGTH_MAX = 100;
  private static final int CHANNELS_MAX = 20;

  public BroadcastDraft {
    require(
        name != null && !name.isBlank() && name.length() <= NAME_LENGTH_MAX,
        "a broadcast needs a name of 1 to " + NAME_LENGTH_MAX + " characters");
    require(segmentId != null, "a broadcast needs a segment");
    require(templateId != null, "a broadcast needs a template");
    require(
        channels != null
            && !channels.isEmpty()
            && channels.size() <= CHANNELS_MAX
            && new HashSet<>(channels).size() == channels.size(),
        "a broadcast needs channels, each once");
    require(
        backUpAfterMinutes == null
            || (backUpAfterMinutes >= 1 && backUpAfterMinutes <= BACK_UP_AFTER_MINUTES_MAX),
        "the back-up comes after 1 to " + BACK_UP_AFTER_MINUTES_MAX + " minutes");
    require(
        controlBp >= 0 && controlBp <= CONTROL_MAX_BP,
        "the control group has 0 to " + CONTROL_MAX_BP + " basis points");
    require(
        spreadMinutes >= 0 && spreadMinutes <= SPREAD_MINUTES_MAX,
        "a broadcast is spread over 0 to " + SPREAD_MINUTES_MAX + " minutes");
    require(
        effectDays >= 1 && effectDays <= EFFECT_DAYS_MAX,
        "the effect is measured over 1 to " + EFFECT_DAYS_MAX + " days");
    require(currency != null, "the effect is measured in one currency");
    name = name.strip();
    channels = List.copyOf(channels);
  }

  /** Whether whom it goes to is chosen by profile or behaviour. */
  @JsonIgnore
  public boolean isPersonalised() {
    return personalised == null || personalised;
  }

  private static void require(boolean isFulfilled, String what) {
    if (!isFulfilled) {
      throw new IllegalArgumentException(what);
    }
  }
}
