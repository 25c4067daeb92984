package io.quanyu.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceLimitsTests {

  @Test
  void twoBuyersHaveOneDegreeOfFreedom() {
    var spend = ConfidenceLimits.ofSpend(GroupOutcome.EMPTY.plus(1, 1_000).plus(1, 2_000), 0.95);
    assertThat(spend.point()).isEqualTo(1_500);
    // t(0.975; 1) = 12.7062 times the standard error of 500.
    assertThat(spend.high() - spend.point()).isCloseTo(6_353.10, within(0.01));
    assertThat(spend.point() - spend.low()).isCloseTo(6_353.10, within(0.01));
  }

  @Test
  void moneyGivenBackMirrorsMoneyEarned() {
    var share = ConfidenceLimits.ofShare(3, 100, 0.95);
    var earned = share.times(new ConfidenceLimits(200, 150, 260));
    var givenBack = share.times(new ConfidenceLimits(-200, -260, -150));
    assertThat(givenBack.low()).isCloseTo(-earned.high(), within(1e-12));
    assertThat(givenBack.high()).isCloseTo(-earned.low(), within(1e-12));
  }

  /** A ratio θ is at the limit where the limits of {@code this − θ · base} begin at zero. */
  @Test
  void ratioLimitsAreWhereTheDifferenceMayBeZero() {
    var random = new SplittableRandom(47);
    int bounded = 0;
    for (int round = 0; round < 20_000; round++) {
      var number = limits(random, random.nextDouble(-5, 10));
      var base = limits(random, random.nextDouble(0.1, 10));
      var lift = number.liftOver(base);
      if (lift.low().isPresent()) {
        bounded++;
        double ratio = lift.low().getAsDouble() + 1;
        assertThat(number.minus(scaled(base, ratio)).low()).isCloseTo(0, within(1e-6));
        assertThat(number.point() / base.point()).isGreaterThanOrEqualTo(ratio - 1e-9);
      }
      if (lift.high().isPresent()) {
        bounded++;
        double ratio = lift.high().getAsDouble() + 1;
        assertThat(number.minus(scaled(base, ratio)).high()).isCloseTo(0, within(1e-6));
        assertThat(number.point() / base.point()).isLessThanOrEqualTo(ratio + 1e-9);
      }
    }
    assertThat(bounded).isGreaterThan(20_000);
  }

  private static ConfidenceLimits limits(SplittableRandom random, double point) {
    return new ConfidenceLimits(
        point, point - random.nextDouble(0.01, 4), point + random.nextDouble(0.01, 4));
  }

  private static ConfidenceLimits scaled(ConfidenceLimits base, double factor) {
    return factor >= 0
        ? new ConfidenceLimits(factor * base.point(), factor * base.low(), factor * base.high())
        : new ConfidenceLimits(factor * base.point(), factor * base.high(), factor * base.low());
  }
}
