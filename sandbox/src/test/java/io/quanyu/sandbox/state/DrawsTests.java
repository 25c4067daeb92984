package io.quanyu.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawsTests {
  private static final int N = 100_000;
  private static final int BINS = 100;

  /** χ² with 99 degrees of freedom: 170 is beyond five standard deviations. */
  @Test
  void areUniform() {
    int[] bins = new int[BINS];
    for (int i = 0; i < N; i++) {
      bins[(int) (Draws.unit(1, "open", "p" + i, "qy-abcd1") * BINS)]++;
    }
    double chiSquare = 0;
    for (int count : bins) {
      double expected = (double) N / BINS;
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isBetween(45.0, 170.0);
  }

  /** Draws that differ in one argument alone are not correlated: |r| stays below 4/√n. */
  @Test
  void areIndependentInEveryArgument() {
    double[] correlations = new double[4];
    for (int i = 0; i < N; i++) {
      double here = Draws.unit(1, "open", "p" + i, "qy-abcd1") - 0.5;
      double[] there = {
        Draws.unit(2, "open", "p" + i, "qy-abcd1"),
        Draws.unit(1, "click", "p" + i, "qy-abcd1"),
        Draws.unit(1, "open", "p" + (i + 1), "qy-abcd1"),
        Draws.unit(1, "open", "p" + i, "qy-abcd2")
      };
      for (int j = 0; j < there.length; j++) {
        correlations[j] += here * (there[j] - 0.5) * 12 / N;
      }
    }
    for (double correlation : correlations) {
      assertThat(Math.abs(correlation)).isLessThan(4 / Math.sqrt(N));
    }
  }

  @Test
  void partsDoNotRunIntoOneAnother() {
    assertThat(Draws.hash(1, "ab", "c", "d")).isNotEqualTo(Draws.hash(1, "a", "bc", "d"));
    assertThat(Draws.hash(1, "a", "b", "")).isNotEqualTo(Draws.hash(1, "a", "", "b"));
  }
}
