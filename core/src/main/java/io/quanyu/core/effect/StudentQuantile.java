package io.quanyu.core.effect;

/**
 * Quantiles of Student's t distribution for whole degrees of freedom.
 *
 * <p>Up to {@link #EXACT_MAX} degrees the closed form of the distribution (M. Abramowitz, I. A.
 * Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4) is inverted by halving;
 * above, the expansion 26.7.5 around the normal quantile is right to better than nine digits.
 */
final class StudentQuantile {

  private static final int EXACT_MAX = 200;

  private StudentQuantile() {}

  /**
   * The number that a t value stays below with this probability.
   *
   * @param probability from 0.5 to 0.99999
   * @param degrees degrees of freedom, at least 1
   */
  static double of(double probability, long degrees) {
    if (!(probability >= 0.5 && probability <= 0.99999) || degrees < 1) {
      throw new IllegalArgumentException("probability " + probability + ", degrees " + degrees);
    }
    return degrees > EXACT_MAX
        ? aroundNormal(NormalQuantile.of(probability), (double) degrees)
        : exact(2 * probability - 1, (int) degrees);
  }

  private static double aroundNormal(double z, double degrees) {
    double z2 = z * z;
    double g1 = z * (z2 + 1) / 4;
    double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = z * ((((79 * z2 + 776) * z2 + 1_482) * z2 - 1_920) * z2 - 945) / 92_160;
    return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
  }

  /** Halves the angle θ with t = √ν · tan θ, which has bounds where t has none. */
  private static double exact(double within, int degrees) {
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (probabilityWithin(middle, degrees) < within) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(degrees) * Math.tan((low + high) / 2);
  }

  /** The probability that |t| is at most √ν · tan θ. */
  private static double probabilityWithin(double theta, int degrees) {
    double cos = Math.cos(theta);
    double sin = Math.sin(theta);
    boolean isOdd = degrees % 2 == 1;
    double term = isOdd ? cos : 1;
    double sum = degrees == 1 ? 0 : term;
    for (int k = isOdd ? 3 : 2; k < degrees; k += 2) {
      term *= cos * cos * (k - 1) / k;
      sum += term;
    }
    return isOdd ? 2 / Math.PI * (theta + sin * sum) : sin * sum;
  }
}
