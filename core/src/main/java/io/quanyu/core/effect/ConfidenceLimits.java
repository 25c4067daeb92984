package io.quanyu.core.effect;

/**
 * One estimated number with its limits, and how limits of two independent numbers combine.
 *
 * <p>Everything here follows one rule, MOVER (method of variance estimates recovery): the distance
 * from an estimate to its own limit stands for its spread on that side, and spreads of independent
 * estimates add as squares. Unlike symmetric intervals this keeps the skew that small counts and
 * small shares have. References:
 *
 * <ol>
 *   <li>E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22
 *       (1927) 209–212: limits of one share.
 *   <li>R. G. Newcombe, Interval estimation for the difference between independent proportions,
 *       Statistics in Medicine 17 (1998) 873–890, method 10: the difference of two shares.
 *   <li>G. Y. Zou, A. Donner, Construction of confidence limits about effect measures: a general
 *       approach, Statistics in Medicine 27 (2008) 1693–1702: the rule itself.
 *   <li>A. Donner, G. Y. Zou, Closed-form confidence intervals for functions of the normal mean and
 *       standard deviation, Statistical Methods in Medical Research 21 (2012) 347–359: ratios.
 * </ol>
 *
 * @param point the estimate
 * @param low its lower limit; minus infinity when there is none
 * @param high its upper limit; infinity when there is none
 */
record ConfidenceLimits(double point, double low, double high) {

  /** The share {@code successes / trials} with Wilson's limits; needs a trial. */
  static ConfidenceLimits ofShare(long successes, long trials, double confidence) {
    double z = NormalQuantile.of((1 + confidence) / 2);
    double share = (double) successes / trials;
    double scale = 1 + z * z / trials;
    double centre = (share + z * z / (2.0 * trials)) / scale;
    double halfWidth =
        z / scale * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
    // At the edges the formula gives exactly 0 and 1 but for rounding.
    return new ConfidenceLimits(
        share,
        successes == 0 ? 0 : Math.max(0, centre - halfWidth),
        successes == trials ? 1 : Math.min(1, centre + halfWidth));
  }

  /**
   * What one buyer spends, with Student's limits. With fewer than two buyers, or when all spent the
   * same, the facts show no spread, so that there are no limits.
   */
  static ConfidenceLimits ofSpend(GroupOutcome group, double confidence) {
    double mean = (double) group.revenueMinor() / group.buyers();
    double variance = group.buyers() < 2 ? 0 : group.spendVariance();
    if (variance == 0) {
      return new ConfidenceLimits(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double halfWidth =
        StudentQuantile.of((1 + confidence) / 2, group.buyers() - 1)
            * Math.sqrt(variance / group.buyers());
    return new ConfidenceLimits(mean, mean - halfWidth, mean + halfWidth);
  }

  /** This number times an independent one, to the first order; this number is not negative. */
  ConfidenceLimits times(ConfidenceLimits other) {
    boolean isPositive = other.point >= 0;
    double below = isPositive ? point - low : high - point;
    double above = isPositive ? high - point : point - low;
    double product = point * other.point;
    return new ConfidenceLimits(
        product,
        product - Math.hypot(other.point * below, point * (other.point - other.low)),
        product + Math.hypot(other.point * above, point * (other.high - other.point)));
  }

  ConfidenceLimits minus(ConfidenceLimits other) {
    double difference = point - other.point;
    return new ConfidenceLimits(
        difference,
        difference - Math.hypot(point - low, other.high - other.point),
        difference + Math.hypot(high - point, other.point - other.low));
  }

  /**
   * By how much this number is above {@code base}, as a part of it: 0.2 is a fifth more. A base
   * that is negative has no lift; one that may be zero sets no upper bound.
   */
  Estimate liftOver(ConfidenceLimits base) {
    if (base.point < 0 || base.high <= 0) {
      return Estimate.UNKNOWN;
    }
    var mirrored = new ConfidenceLimits(-point, -high, -low);
    return Estimate.of(
        base.point == 0 ? Double.NaN : point / base.point - 1,
        lowestRatio(base) - 1,
        -mirrored.lowestRatio(base) - 1);
  }

  /**
   * The lowest ratio θ to {@code base} that the limits allow: where the lower limit of {@code this
   * − θ · base} reaches zero, a root of {@code a·θ² − 2·x·y·θ + c}. Of the two ways to write a root
   * the one that does not subtract nearly equal numbers is taken.
   */
  private double lowestRatio(ConfidenceLimits base) {
    if (low == Double.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double spread = low >= 0 ? base.high - base.point : base.point - base.low;
    if (Double.isInfinite(spread)) {
      return Double.NEGATIVE_INFINITY;
    }
    double a = base.point * base.point - spread * spread;
    double c = low * (2 * point - low);
    double product = point * base.point;
    double root = Math.sqrt(Math.max(0, product * product - c * a));
    if (low >= 0) {
      return c == 0 ? 0 : c / (product + root);
    }
    if (a <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return point >= 0 ? c / (product + root) : (product - root) / a;
  }

  Estimate toEstimate() {
    return Estimate.of(point, low, high);
  }
}
