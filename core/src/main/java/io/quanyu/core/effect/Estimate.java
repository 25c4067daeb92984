package io.quanyu.core.effect;

import java.util.OptionalDouble;

/**
 * A number that was estimated, with its interval. Never NaN and never infinite: what the facts do
 * not tell is absent.
 *
 * @param value the best single answer; absent when there is none, as for a lift over a control
 *     group in which nobody bought
 * @param low the lower end of the interval; absent when the facts set no lower bound
 * @param high the upper end of the interval; absent when the facts set no upper bound
 */
public record Estimate(OptionalDouble value, OptionalDouble low, OptionalDouble high) {

  /** Nothing can be said: a group is empty. */
  public static final Estimate UNKNOWN =
      new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  public Estimate {
    if (low.isPresent() && high.isPresent() && low.getAsDouble() > high.getAsDouble()) {
      throw new IllegalArgumentException("interval from " + low + " to " + high);
    }
  }

  /** What is not finite becomes absent. */
  static Estimate of(double value, double low, double high) {
    return new Estimate(ifFinite(value), ifFinite(low), ifFinite(high));
  }

  /** Whether the interval holds {@code truth}; an absent end does not exclude anything. */
  public boolean covers(double truth) {
    return low.orElse(Double.NEGATIVE_INFINITY) <= truth
        && truth <= high.orElse(Double.POSITIVE_INFINITY);
  }

  /** Whether the interval lies wholly on one side of zero. */
  public boolean isSignificant() {
    return !covers(0);
  }

  private static OptionalDouble ifFinite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
