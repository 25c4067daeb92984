package io.quanyu.sandbox.population;

import io.quanyu.sandbox.state.Draws;
import io.quanyu.sandbox.state.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * People buy at most once, by one draw each: everybody with {@code baseRate}, those whom the
 * campaign reached with {@code baseRate · (1 + lift)}. That ratio is the truth against which a
 * measured effect is held.
 *
 * @param lift relative: 0.2 is a fifth more buyers
 * @param averageOrderMinor mean value of an order, in minor units; values spread evenly by half of
 *     it to both sides
 * @param placedFrom when the first order may be placed
 * @param placedUntil before which the last order is placed
 * @param skus what is bought, one in an order
 */
public record Shopping(
    long seed,
    String mark,
    double baseRate,
    double lift,
    long averageOrderMinor,
    Instant placedFrom,
    Instant placedUntil,
    List<String> skus) {
  private static final int QUANTITY_MAX = 3;

  public Shopping {
    skus = List.copyOf(skus);
    need(baseRate >= 0 && baseRate <= 1, "baseRate is between 0 and 1");
    need(
        baseRate * (1 + lift) >= 0 && baseRate * (1 + lift) <= 1,
        "baseRate * (1 + lift) is between 0 and 1");
    need(averageOrderMinor >= 1, "averageOrderMinor is at least 1");
    need(placedFrom.isBefore(placedUntil), "placedFrom is before placedUntil");
    need(!skus.isEmpty(), "skus are missing");
  }

  private static void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The orders of these people, in their order. */
  public List<Order> orders(Iterable<String> personIds, Predicate<String> isReached) {
    List<Order> orders = new ArrayList<>();
    for (String personId : personIds) {
      boolean reached = isReached.test(personId);
      double rate = reached ? baseRate * (1 + lift) : baseRate;
      if (draw("buy", personId) < rate) {
        orders.add(order(personId, reached));
      }
    }
    return orders;
  }

  private Order order(String personId, boolean isReached) {
    long seconds = Duration.between(placedFrom, placedUntil).toSeconds();
    int quantity = 1 + (int) (draw("quantity", personId) * QUANTITY_MAX);
    double value = averageOrderMinor * (0.5 + draw("value", personId));
    return new Order(
        "SX" + HexFormat.of().toHexDigits(Draws.hash(seed, "order no", personId, mark)),
        personId,
        placedFrom.plusSeconds((long) (draw("placed", personId) * seconds)),
        skus.get((int) (draw("sku", personId) * skus.size())),
        quantity,
        Math.max(1, Math.round(value / quantity)),
        isReached);
  }

  private double draw(String what, String personId) {
    return Draws.unit(seed, what, personId, mark);
  }
}
