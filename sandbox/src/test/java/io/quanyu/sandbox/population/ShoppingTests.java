package io.quanyu.sandbox.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.state.Order;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The truth that measured effects are held against. */
class ShoppingTests {
  private static final Instant FROM = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-17T00:00:00Z");
  private static final double BASE_RATE = 0.1;
  private static final double LIFT = 0.3;
  private static final long AVERAGE_MINOR = 20_000;

  private static Shopping shopping(long seed, double lift) {
    return new Shopping(
        seed, "qy-abcd1", BASE_RATE, lift, AVERAGE_MINOR, FROM, UNTIL, List.of("A", "B"));
  }

  /**
   * The mean over many seeds is what was asked, within four of its standard errors, for the rates
   * of both groups, their relative difference and the value of an order.
   */
  @Test
  void theTrueEffectIsWhatWasAsked() {
    int seeds = 400;
    int people = 2_000;
    List<String> ids = IntStream.range(0, people).mapToObj(i -> "p" + i).toList();
    Set<String> reached = new HashSet<>(ids.subList(0, people / 2));
    double treated = 0;
    double others = 0;
    double revenue = 0;
    double revenueSquares = 0;
    for (int seed = 0; seed < seeds; seed++) {
      for (Order order : shopping(seed, LIFT).orders(ids, reached::contains)) {
        if (order.isReached()) {
          treated++;
        } else {
          others++;
        }
        double value = (double) order.quantity() * order.unitPriceMinor();
        revenue += value;
        revenueSquares += value * value;
      }
    }
    double draws = (double) seeds * people / 2;
    double rate = others / draws;
    double liftedRate = treated / draws;
    assertThat(Math.abs(rate - BASE_RATE)).isLessThan(4 * standardError(BASE_RATE, draws));
    double lifted = BASE_RATE * (1 + LIFT);
    assertThat(Math.abs(liftedRate - lifted)).isLessThan(4 * standardError(lifted, draws));
    // Of a ratio of two rates: the relative errors add up in squares.
    double liftError =
        (1 + LIFT)
            * Math.hypot(
                standardError(lifted, draws) / lifted, standardError(BASE_RATE, draws) / BASE_RATE);
    assertThat(Math.abs(liftedRate / rate - 1 - LIFT)).isLessThan(4 * liftError);
    double orders = treated + others;
    double mean = revenue / orders;
    double meanError = Math.sqrt((revenueSquares / orders - mean * mean) / orders);
    assertThat(Math.abs(mean - AVERAGE_MINOR)).isLessThan(4 * meanError + 1);
  }

  /** Seeds are independent trials: the buyers of one scatter as the binomial says. */
  @Test
  void seedsScatterAsIndependentTrials() {
    int seeds = 400;
    int people = 1_000;
    List<String> ids = IntStream.range(0, people).mapToObj(i -> "p" + i).toList();
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < seeds; seed++) {
      int buyers = shopping(seed, 0).orders(ids, _ -> false).size();
      sum += buyers;
      squares += (double) buyers * buyers;
    }
    double mean = sum / seeds;
    double variance = squares / seeds - mean * mean;
    double expected = people * BASE_RATE * (1 - BASE_RATE);
    // The variance of 400 trials is known to a relative error of √(2/400).
    assertThat(variance / expected)
        .isBetween(1 - 4 * Math.sqrt(2.0 / seeds), 1 + 4 * Math.sqrt(2.0 / seeds));
  }

  @Test
  void withoutLiftTheCampaignChangesNothing() {
    List<String> ids = IntStream.range(0, 500).mapToObj(i -> "p" + i).toList();
    List<String> all = shopping(1, 0).orders(ids, _ -> true).stream().map(Order::personId).toList();
    List<String> none =
        shopping(1, 0).orders(ids, _ -> false).stream().map(Order::personId).toList();
    assertThat(all).isEqualTo(none).isNotEmpty();
  }

  @Test
  void ordersLieInTheirSpanAndHaveNumbersOfTheirOwn() {
    List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> "p" + i).toList();
    List<Order> orders = shopping(5, LIFT).orders(ids, _ -> true);
    assertThat(orders)
        .allMatch(it -> !it.placedAt().isBefore(FROM) && it.placedAt().isBefore(UNTIL))
        .allMatch(it -> it.quantity() >= 1 && it.quantity() <= 3)
        .allMatch(it -> it.sku().equals("A") || it.sku().equals("B"));
    assertThat(orders.stream().map(Order::orderNo).distinct()).hasSameSizeAs(orders);
  }

  private static double standardError(double rate, double draws) {
    return Math.sqrt(rate * (1 - rate) / draws);
  }
}
