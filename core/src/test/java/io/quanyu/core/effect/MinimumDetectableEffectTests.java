package io.quanyu.core.effect;

import static io.quanyu.core.effect.MinimumDetectableEffect.ALPHA;
import static io.quanyu.core.effect.MinimumDetectableEffect.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumDetectableEffectTests {

  @Test
  void isTheDifferenceOfATextbookSampleSize() {
    // Fleiss, Levin, Paik, table A.4: 0.60 against 0.70 at 5 % and 80 % needs about 356 in each
    // group
    // without continuity correction.
    assertThat(difference(356, 356, 0.6)).isCloseTo(0.1, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({"9000, 1000, 0.03", "9000, 1000, 0.10", "2000, 2000, 0.05"})
  void isSeenAboutAsOftenAsThePowerSays(int treated, int control, double baseRate) {
    var found =
        MinimumDetectableEffect.find(treated, control, baseRate, ALPHA, POWER).orElseThrow();
    var broadcast = new SimulatedBroadcast(treated, control, baseRate, found.lift().orElseThrow());
    var random = new SplittableRandom(17);
    int seen = 0;
    for (int i = 0; i < 1_000; i++) {
      var effect =
          BroadcastEffect.measure(
              broadcast.treatedOutcome(random), broadcast.controlOutcome(random));
      seen += effect.shareDifference().low().orElseThrow() > 0 ? 1 : 0;
    }
    assertThat(seen).isBetween(740, 870);
  }

  @Test
  void fallsWithLargerGroupsAndRisesWithPower() {
    var random = new SplittableRandom(23);
    for (int round = 0; round < 500; round++) {
      long treated = random.nextLong(50, 1_000_000);
      long control = random.nextLong(50, 1_000_000);
      double baseRate = random.nextDouble(0.001, 0.5);
      double found = difference(treated, control, baseRate);
      assertThat(difference(treated * 2, control * 2, baseRate)).isLessThan(found);
      assertThat(
              MinimumDetectableEffect.find(treated, control, baseRate, ALPHA, 0.95)
                  .orElseThrow()
                  .shareDifference())
          .isGreaterThan(found);
    }
  }

  @Test
  void hasNoAnswerWhereNoRiseIsEnough() {
    assertThat(MinimumDetectableEffect.find(0, 100, 0.1, ALPHA, POWER)).isEmpty();
    assertThat(MinimumDetectableEffect.find(100, 0, 0.1, ALPHA, POWER)).isEmpty();
    assertThat(MinimumDetectableEffect.find(1, 1, 0.5, ALPHA, POWER)).isEmpty();
    assertThat(MinimumDetectableEffect.find(1_000, 1_000, 1, ALPHA, POWER)).isEmpty();
  }

  @Test
  void hasNoLiftOverABaseRateOfZero() {
    var found = MinimumDetectableEffect.find(9_000, 1_000, 0, ALPHA, POWER).orElseThrow();
    assertThat(found.shareDifference()).isPositive();
    assertThat(found.lift()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRate() {
    assertThatThrownBy(() -> MinimumDetectableEffect.find(1, 1, Double.NaN, ALPHA, POWER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MinimumDetectableEffect.find(1, 1, 0.1, 0, POWER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double difference(long treated, long control, double baseRate) {
    return MinimumDetectableEffect.find(treated, control, baseRate, ALPHA, POWER)
        .orElseThrow()
        .shareDifference();
  }
}
