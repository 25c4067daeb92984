package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.effect.Estimate;
import io.quanyu.core.effect.GroupOutcome;
import java.time.Instant;
import java.util.Currency;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a broadcast brought: sale orders of its chosen customers within the window against those of
 * its control group, whether messages reached them or not.
 *
 * @param from the launch
 * @param until end of the window, not included
 * @param isOver whether the window is over; before, the numbers still move
 * @param merged customers who are in neither group: they were several of their members, and one
 *     customer since
 * @param treatedShare buyers among the chosen, 0 to 1
 * @param controlShare buyers among the control group
 * @param shareDifference the one minus the other
 * @param shareLift the same as a part of the control share
 * @param revenueDifferenceMinor revenue for each customer, chosen minus control, minor units
 * @param revenueLift the same as a part of the control's
 */
public record EffectReport(
    Currency currency,
    Instant from,
    Instant until,
    boolean isOver,
    GroupFigures treated,
    GroupFigures control,
    long merged,
    Interval treatedShare,
    Interval controlShare,
    Interval shareDifference,
    Interval shareLift,
    Interval revenueDifferenceMinor,
    Interval revenueLift) {

  /** What one group did in the window. */
  public record GroupFigures(long customers, long buyers, long orders, long revenueMinor) {

    /** Of a group as core counts it. */
    public static GroupFigures of(GroupOutcome group) {
      return new GroupFigures(
          group.customers(), group.buyers(), group.orders(), group.revenueMinor());
    }
  }

  /**
   * An estimate with its 95 % interval; what the orders do not tell is left out.
   *
   * @param value the best single answer
   * @param low lower end of the interval
   * @param high upper end of the interval
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Interval(@Nullable Double value, @Nullable Double low, @Nullable Double high) {

    /** Of an estimate of core. */
    public static Interval of(Estimate estimate) {
      return new Interval(
          orNull(estimate.value()), orNull(estimate.low()), orNull(estimate.high()));
    }

    private static @Nullable Double orNull(OptionalDouble number) {
      return number.isPresent() ? number.getAsDouble() : null;
    }
  }
}
