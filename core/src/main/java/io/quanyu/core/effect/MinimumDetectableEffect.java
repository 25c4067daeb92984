package io.quanyu.core.effect;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The smallest rise of the buyers' share that a comparison of these sizes would show. Said before
 * sending, so that nobody waits for an answer that the control group is too small to give.
 *
 * @param shareDifference treated minus control share, above 0, at most 1
 * @param lift the same as a part of the base rate; absent when the base rate is zero
 */
public record MinimumDetectableEffect(double shareDifference, OptionalDouble lift) {

  /** Risk of a false alarm (two-sided) and chance to see a true effect that are usual. */
  public static final double ALPHA = 0.05;

  /** The usual chance to see an effect that is there. */
  public static final double POWER = 0.8;

  /**
   * Solves for the difference at which a two-sided test of two shares has the wanted power: J. L.
   * Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions, 3rd ed. (2003),
   * §4.2 without continuity correction, for groups of unequal size.
   *
   * @param treated customers who get the message
   * @param control customers who do not
   * @param baseRate the buyers' share to expect without the message, 0 to 1
   * @param alpha risk to see an effect where there is none, two-sided, in (0, 0.5]
   * @param power chance to see the effect when it is there, in [0.5, 1)
   * @return empty when a group is empty or not even everybody buying would be enough
   */
  public static Optional<MinimumDetectableEffect> find(
      long treated, long control, double baseRate, double alpha, double power) {
    if (treated < 0 || control < 0 || !(baseRate >= 0 && baseRate <= 1)) {
      throw new IllegalArgumentException(treated + ", " + control + ", base rate " + baseRate);
    }
    if (!(alpha > 0 && alpha <= 0.5 && power >= 0.5 && power < 1)) {
      throw new IllegalArgumentException("alpha " + alpha + ", power " + power);
    }
    if (treated == 0 || control == 0) {
      return Optional.empty();
    }
    double zAlpha = NormalQuantile.of(1 - alpha / 2);
    double zPower = NormalQuantile.of(power);
    double low = 0;
    double high = 1 - baseRate;
    if (high <= 0 || !isDetectable(treated, control, baseRate, high, zAlpha, zPower)) {
      return Optional.empty();
    }
    // 60 halvings leave less than the last digit of a double.
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (isDetectable(treated, control, baseRate, middle, zAlpha, zPower)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(
        new MinimumDetectableEffect(
            high, baseRate == 0 ? OptionalDouble.empty() : OptionalDouble.of(high / baseRate)));
  }

  private static boolean isDetectable(
      long treated, long control, double baseRate, double rise, double zAlpha, double zPower) {
    double raised = Math.min(1, baseRate + rise);
    double pooled = (treated * raised + control * baseRate) / ((double) treated + control);
    double whenEqual = Math.sqrt(pooled * (1 - pooled) * (1.0 / treated + 1.0 / control));
    double whenDifferent =
        Math.sqrt(raised * (1 - raised) / treated + baseRate * (1 - baseRate) / control);
    return rise >= zAlpha * whenEqual + zPower * whenDifferent;
  }
}
