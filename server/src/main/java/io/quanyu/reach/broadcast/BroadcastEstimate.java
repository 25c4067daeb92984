package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a broadcast would be if it were launched now. {@code audience} is the sum of {@code
 * globalControl}, {@code chosen}, {@code control} and {@code unreachable}. The draw of the control
 * group is that of the broadcast only at its launch: its size may differ a little.
 *
 * @param globalControl could be reached and get no marketing at all
 * @param unreachable no channel is open for them
 * @param reasons why, of the channel that came nearest
 * @param channels in the order of preference
 * @param senders guides who would have to confirm
 * @param cost of the SMS parts at fallback length; absent without SMS or price
 * @param smsParts to pay for if every text had the length that it has with fallbacks
 * @param mde absent when a group is empty, or nobody bought lately
 * @param quietUntil when marketing would wait; absent when it need not
 * @param tookMs how long this took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BroadcastEstimate(
    long audience,
    long globalControl,
    long chosen,
    long control,
    long unreachable,
    List<ReasonCount> reasons,
    List<ChannelEstimate> channels,
    long senders,
    @Nullable Money cost,
    long smsParts,
    @Nullable DetectableEffect mde,
    @Nullable Instant quietUntil,
    long tookMs) {

  /**
   * One channel.
   *
   * @param lit customers of the audience with an address
   * @param first chosen customers for whom it is the first open channel
   * @param refused customers of the audience for whom it is not open
   */
  public record ChannelEstimate(String channel, long lit, long first, List<ReasonCount> refused) {
    public ChannelEstimate {
      refused = List.copyOf(refused);
    }
  }

  /**
   * The smallest rise of the buyers' share that groups of these sizes show with a chance of 80 %.
   *
   * @param baseRate buyers among those who can be reached, in as many days before now
   * @param shareDifference treated minus control share
   * @param lift the same as a part of the base rate
   */
  public record DetectableEffect(double baseRate, double shareDifference, double lift) {}

  public BroadcastEstimate {
    reasons = List.copyOf(reasons);
    channels = List.copyOf(channels);
  }
}
