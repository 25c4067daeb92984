package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from {@code min} to {@code max}, both included; null is open. Bounds are held without
 * trailing zeros, so that equal ranges are equal keys of a cache.
 */
public record NumberRange(@Nullable BigDecimal min, @Nullable BigDecimal max) {

  /** Digits after the point; what the warehouse computes with. */
  private static final int SCALE_MAX = 6;

  /** Digits before the point: a bound times a number of events still fits DECIMAL(38, 6). */
  private static final int DIGITS_MAX = 18;

  public NumberRange {
    min = plain(min);
    max = plain(max);
    require(
        min == null || max == null || min.compareTo(max) <= 0,
        "the lower bound is above the upper");
  }

  /** Whether the number lies within. */
  public boolean contains(BigDecimal number) {
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }

  /** Whether {@code sum / count} lies within, without rounding. {@code count} is positive. */
  boolean containsAverage(BigDecimal sum, long count) {
    var n = BigDecimal.valueOf(count);
    return (min == null || sum.compareTo(min.multiply(n)) >= 0)
        && (max == null || sum.compareTo(max.multiply(n)) <= 0);
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal bound) {
    if (bound == null) {
      return null;
    }
    // Checked before any arithmetic: 1e999999999 is a short text and a huge number.
    require(
        Math.abs((long) bound.scale()) <= DIGITS_MAX
            && bound.precision() - bound.scale() <= DIGITS_MAX,
        "a bound has too many digits");
    var stripped = bound.stripTrailingZeros();
    require(stripped.scale() <= SCALE_MAX, "a bound has at most " + SCALE_MAX + " decimals");
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
