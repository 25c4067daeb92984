package io.quanyu.bench;

import java.util.Arrays;

/** Percentiles of measured times, nearest rank. */
public final class Percentiles {

  private final double[] sorted;

  /**
   * @param values at least one
   */
  public Percentiles(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * The smallest value that is not exceeded by {@code percent} of all.
   *
   * @param percent above 0, at most 100
   */
  public double at(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent " + percent);
    }
    return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
  }
}
