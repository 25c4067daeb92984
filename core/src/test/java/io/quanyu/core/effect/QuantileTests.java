package io.quanyu.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values of SciPy 1.17 ({@code norm.ppf}, {@code t.ppf}) and printed tables. */
class QuantileTests {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.8, 0.8416212335729143",
    "0.975, 1.959963984540054",
    "0.001, -3.090232306167813",
    "1e-9, -5.9978070150076865",
    "1e-15, -7.941345326170998"
  })
  void normalQuantilesAreRightToTwelveDigits(double probability, double expected) {
    assertThat(NormalQuantile.of(probability)).isCloseTo(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "0.975, 1, 12.706204736174694",
    "0.975, 2, 4.302652729749462",
    "0.975, 3, 3.1824463052837078",
    "0.975, 10, 2.228138851986274",
    "0.975, 29, 2.045229642132703",
    "0.975, 200, 1.9718962236339088",
    "0.975, 201, 1.971836506779859",
    "0.9, 201, 1.2857775925323176",
    "0.975, 1000, 1.9623390808264083",
    "0.99999, 201, 4.368858602416227",
    "0.975, 100000, 1.9599877075346095"
  })
  void studentQuantilesAreRightToEightDigits(double probability, long degrees, double expected) {
    assertThat(StudentQuantile.of(probability, degrees)).isCloseTo(expected, within(1e-8));
  }

  @Test
  void studentQuantilesFallTowardsTheNormalOneWithoutAJump() {
    double normal = NormalQuantile.of(0.975);
    double previous = Double.POSITIVE_INFINITY;
    for (long degrees = 1; degrees < 400; degrees++) {
      double quantile = StudentQuantile.of(0.975, degrees);
      assertThat(quantile).as("%s degrees", degrees).isLessThan(previous).isGreaterThan(normal);
      previous = quantile;
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> NormalQuantile.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NormalQuantile.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentQuantile.of(0.975, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
