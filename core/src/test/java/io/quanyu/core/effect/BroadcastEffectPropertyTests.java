package io.quanyu.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An interval of 95 % holds the truth in 92 to 98 % of simulated broadcasts. Each of 200 seeds runs
 * ten broadcasts: with 200 runs alone even a perfect interval would fall outside these bounds in
 * one of twenty settings by luck.
 */
class BroadcastEffectPropertyTests {

  private static final int SEEDS = 200;
  private static final int BROADCASTS_PER_SEED = 10;

  @ParameterizedTest
  @CsvSource({
    // treated, control, base rate, lift
    "9000, 1000, 0.01, 0.2",
    "9000, 1000, 0.03, 0.2",
    "9000, 1000, 0.10, 0.1",
    "9000, 1000, 0.05, 0.0",
    "9000, 1000, 0.05, -0.3",
    "1800, 200, 0.05, 0.2",
    "1800, 200, 0.10, 0.5",
    "900, 100, 0.20, 0.2",
    "1000, 1000, 0.02, 1.0",
    "5000, 5000, 0.005, 0.4",
    "200, 200, 0.50, 0.2"
  })
  void intervalsHoldTheTruth(int treated, int control, double baseRate, double lift) {
    var broadcast = new SimulatedBroadcast(treated, control, baseRate, lift);
    int runs = SEEDS * BROADCASTS_PER_SEED;
    int difference = 0;
    int relative = 0;
    int revenue = 0;
    int revenueRelative = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      for (int i = 0; i < BROADCASTS_PER_SEED; i++) {
        var effect =
            BroadcastEffect.measure(
                broadcast.treatedOutcome(random), broadcast.controlOutcome(random));
        difference += effect.shareDifference().covers(broadcast.shareDifference()) ? 1 : 0;
        relative += effect.shareLift().covers(lift) ? 1 : 0;
        revenue +=
            effect.revenueDifferenceMinor().covers(broadcast.revenueDifferenceMinor()) ? 1 : 0;
        revenueRelative += effect.revenueLift().covers(lift) ? 1 : 0;
      }
    }
    System.out.printf(
        "%s of %d runs: share %.3f, lift %.3f, revenue %.3f, revenue lift %.3f%n",
        broadcast,
        runs,
        (double) difference / runs,
        (double) relative / runs,
        (double) revenue / runs,
        (double) revenueRelative / runs);
    assertThat((double) difference / runs).as("share difference").isBetween(0.92, 0.98);
    assertThat((double) relative / runs).as("share lift").isBetween(0.92, 0.98);
    assertThat((double) revenue / runs).as("revenue difference").isBetween(0.92, 0.98);
    assertThat((double) revenueRelative / runs).as("revenue lift").isBetween(0.92, 0.98);
  }

  /** Where a control group sees only one to three buyers, intervals may be wide but not wrong. */
  @ParameterizedTest
  @CsvSource({"900, 100, 0.01, 0.2", "900, 100, 0.03, 0.2", "1800, 200, 0.01, 1.0"})
  void tinyControlGroupsNeverPromiseTooMuch(
      int treated, int control, double baseRate, double lift) {
    var broadcast = new SimulatedBroadcast(treated, control, baseRate, lift);
    int runs = SEEDS * BROADCASTS_PER_SEED;
    int[] held = new int[4];
    for (int seed = 1; seed <= SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      for (int i = 0; i < BROADCASTS_PER_SEED; i++) {
        var effect =
            BroadcastEffect.measure(
                broadcast.treatedOutcome(random), broadcast.controlOutcome(random));
        held[0] += effect.shareDifference().covers(broadcast.shareDifference()) ? 1 : 0;
        held[1] += effect.shareLift().covers(lift) ? 1 : 0;
        held[2] +=
            effect.revenueDifferenceMinor().covers(broadcast.revenueDifferenceMinor()) ? 1 : 0;
        held[3] += effect.revenueLift().covers(lift) ? 1 : 0;
      }
    }
    for (int count : held) {
      assertThat((double) count / runs).isGreaterThanOrEqualTo(0.92);
    }
  }

  @Test
  void neverAnswersNanAndTheIntervalHoldsTheValue() {
    var random = new SplittableRandom(3);
    for (int round = 0; round < 20_000; round++) {
      var effect = BroadcastEffect.measure(anyOutcome(random), anyOutcome(random));
      estimates(effect)
          .forEach(estimate -> {
            assertThat(finiteOrAbsent(estimate.value())).isTrue();
            assertThat(finiteOrAbsent(estimate.low())).isTrue();
            assertThat(finiteOrAbsent(estimate.high())).isTrue();
            // Within the rounding of a double.
            estimate
                .value()
                .ifPresent(value ->
                    assertThat(
                            estimate.covers(value)
                                || estimate.covers(Math.nextUp(value) + 1e-9)
                                || estimate.covers(Math.nextDown(value) - 1e-9))
                        .as("%s", estimate)
                        .isTrue());
          });
    }
  }

  @Test
  void swappingTheGroupsMirrorsTheDifferences() {
    var random = new SplittableRandom(5);
    for (int round = 0; round < 2_000; round++) {
      var one = anyOutcome(random);
      var other = anyOutcome(random);
      var effect = BroadcastEffect.measure(one, other).shareDifference();
      var mirrored = BroadcastEffect.measure(other, one).shareDifference();
      assertThat(effect.low().isPresent()).isEqualTo(mirrored.high().isPresent());
      if (effect.low().isPresent()) {
        assertThat(effect.low().getAsDouble()).isEqualTo(-mirrored.high().getAsDouble());
      }
    }
  }

  private static Stream<Estimate> estimates(BroadcastEffect effect) {
    return Stream.of(
        effect.treatedShare(),
        effect.controlShare(),
        effect.shareDifference(),
        effect.shareLift(),
        effect.revenueDifferenceMinor(),
        effect.revenueLift());
  }

  private static boolean finiteOrAbsent(OptionalDouble number) {
    return number.isEmpty() || Double.isFinite(number.getAsDouble());
  }

  /** Any outcome, with empty groups, nobody bought, all bought, and money given back among them. */
  private static GroupOutcome anyOutcome(SplittableRandom random) {
    int customers = random.nextInt(8);
    var outcome = GroupOutcome.EMPTY;
    int everyone = random.nextInt(4);
    for (int i = 0; i < customers; i++) {
      boolean isBuyer = everyone == 0 || (everyone > 1 && random.nextBoolean());
      long spend = random.nextInt(3) == 0 ? 0 : random.nextInt(-50_000, 200_000);
      outcome = isBuyer ? outcome.plus(1, spend) : outcome.plus(0, 0);
    }
    long scale = random.nextInt(5) == 0 ? 100_000_000L : 1;
    return new GroupOutcome(
        outcome.customers(),
        outcome.buyers(),
        outcome.orders(),
        outcome.revenueMinor() * scale,
        outcome.revenueSquaresMinor().multiply(BigInteger.valueOf(scale).pow(2)));
  }
}
