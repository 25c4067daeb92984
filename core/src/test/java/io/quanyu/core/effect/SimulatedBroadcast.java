package io.quanyu.core.effect;

import java.util.SplittableRandom;

/**
 * A broadcast whose truth is known: every customer buys by chance, every buyer spends a log-normal
 * amount, which is as skewed as baskets are.
 *
 * @param baseRate the share that buys without the message
 * @param lift how much more often the treated buy, as a part of the base rate
 */
record SimulatedBroadcast(int treated, int control, double baseRate, double lift) {

  private static final double MEAN_SPEND_MINOR = 30_000;
  private static final double SIGMA = 0.8;

  double treatedRate() {
    return baseRate * (1 + lift);
  }

  double shareDifference() {
    return baseRate * lift;
  }

  double revenueDifferenceMinor() {
    return shareDifference() * MEAN_SPEND_MINOR;
  }

  GroupOutcome treatedOutcome(SplittableRandom random) {
    return outcome(random, treated, treatedRate());
  }

  GroupOutcome controlOutcome(SplittableRandom random) {
    return outcome(random, control, baseRate);
  }

  private static GroupOutcome outcome(SplittableRandom random, int customers, double rate) {
    var outcome = GroupOutcome.EMPTY;
    int silent = 0;
    for (int i = 0; i < customers; i++) {
      if (random.nextDouble() < rate) {
        double spend =
            MEAN_SPEND_MINOR * Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        outcome = outcome.plus(1 + random.nextInt(2), Math.round(spend));
      } else {
        silent++;
      }
    }
    return outcome.plus(
        new GroupOutcome(silent, 0, 0, 0, GroupOutcome.EMPTY.revenueSquaresMinor()));
  }
}
