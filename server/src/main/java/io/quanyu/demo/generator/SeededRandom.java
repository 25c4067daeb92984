package io.quanyu.demo.generator;

/**
 * A small random source whose sequence is fixed by this class and not by the JDK's version:
 * SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
 * Any (seed, topic, index) starts an independent sequence, which is what makes person {@code i}
 * computable without the persons before.
 *
 * <p>Real-valued functions use {@link StrictMath}, whose results do not depend on the processor.
 * Not thread-safe.
 */
final class SeededRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  /**
   * The sequence of {@code topic} for item {@code index}; a topic keeps aspects of one item
   * independent.
   */
  static SeededRandom of(long seed, int topic, long index) {
    return new SeededRandom(
        mix(mix(seed + GOLDEN_GAMMA * (topic + 1L)) + GOLDEN_GAMMA * (index + 1)));
  }

  /** A bijection of 64-bit numbers that scatters neighbours. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound); {@code bound} below 2^31 keeps the bias under 2^-31. */
  int below(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [from, to], both included. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  boolean chanceBp(int basisPoints) {
    return below(10_000) < basisPoints;
  }

  /** Exponential with the given mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - nextDouble());
  }

  /** Standard normal (Box and Muller; the second value is thrown away to keep no state). */
  double gaussian() {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()))
        * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /**
   * Gamma with shape above zero and mean {@code mean} (Marsaglia and Tsang, TOMS 2000; the boost
   * for shapes below 1).
   */
  double gamma(double shape, double mean) {
    double scale = mean / shape;
    if (shape < 1) {
      double boost = StrictMath.pow(1 - nextDouble(), 1 / shape);
      return scale * boost * standardGamma(shape + 1);
    }
    return scale * standardGamma(shape);
  }

  private double standardGamma(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        double u = 1 - nextDouble();
        if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }

  /**
   * Poisson by counting exponential gaps, cut at {@code max}; meant for means up to about a
   * hundred.
   */
  int poisson(double mean, int max) {
    double limit = StrictMath.exp(-mean);
    double product = 1;
    for (int count = 0; count < max; count++) {
      product *= 1 - nextDouble();
      if (product <= limit) {
        return count;
      }
    }
    return max;
  }

  /**
   * An index into {@code cumulative} (rising sums of weights), each with the probability of its
   * weight.
   */
  int pick(double[] cumulative) {
    double target = nextDouble() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static double[] cumulate(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }
}
