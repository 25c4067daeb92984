package io.quanyu.core.effect;

import java.math.BigInteger;

/**
 * What one group did within the window of a broadcast, in one currency. All sums are exact.
 *
 * @param customers how many were drawn into the group; at most {@link #CUSTOMERS_MAX}
 * @param buyers customers with at least one sale order in the window
 * @param orders sale orders in the window, at least one a buyer
 * @param revenueMinor net revenue of these orders, minor units; may be negative when much of it was
 *     cancelled. Customers who are no buyers add nothing
 * @param revenueSquaresMinor the sum over <em>buyers</em> of the square of each one's revenue,
 *     minor units squared: 10^9 buyers of 10^9 each do not fit a long
 */
public record GroupOutcome(
    long customers, long buyers, long orders, long revenueMinor, BigInteger revenueSquaresMinor) {

  /** Customer numbers are ints. */
  public static final long CUSTOMERS_MAX = Integer.MAX_VALUE;

  /** A group of nobody. */
  public static final GroupOutcome EMPTY = new GroupOutcome(0, 0, 0, 0, BigInteger.ZERO);

  public GroupOutcome {
    if (customers < 0 || customers > CUSTOMERS_MAX) {
      throw new IllegalArgumentException(customers + " customers");
    }
    if (buyers < 0 || buyers > customers) {
      throw new IllegalArgumentException(buyers + " buyers of " + customers + " customers");
    }
    if (orders < buyers || (buyers == 0 && orders != 0)) {
      throw new IllegalArgumentException(orders + " orders of " + buyers + " buyers");
    }
    // Cauchy and Schwarz: anything else is no sum of squares of this many numbers with this sum.
    var revenue = BigInteger.valueOf(revenueMinor);
    if (revenueSquaresMinor.signum() < 0
        || revenueSquaresMinor
                .multiply(BigInteger.valueOf(buyers))
                .compareTo(revenue.multiply(revenue))
            < 0
        || (buyers == 0 && revenueSquaresMinor.signum() != 0)) {
      throw new IllegalArgumentException(
          buyers + " buyers, revenue " + revenueMinor + ", squares " + revenueSquaresMinor);
    }
  }

  /**
   * This group with one more customer.
   *
   * @param customerOrders her sale orders in the window; zero when she did not buy
   * @param customerRevenueMinor their net revenue, minor units; zero when she did not buy
   */
  public GroupOutcome plus(long customerOrders, long customerRevenueMinor) {
    var revenue = BigInteger.valueOf(customerRevenueMinor);
    return plus(
        new GroupOutcome(
            1,
            customerOrders > 0 ? 1 : 0,
            customerOrders,
            customerRevenueMinor,
            revenue.multiply(revenue)));
  }

  /**
   * Both groups as one; they have no customer in common.
   *
   * @throws ArithmeticException when a sum passes the bound of a long
   */
  public GroupOutcome plus(GroupOutcome other) {
    return new GroupOutcome(
        Math.addExact(customers, other.customers),
        Math.addExact(buyers, other.buyers),
        Math.addExact(orders, other.orders),
        Math.addExact(revenueMinor, other.revenueMinor),
        revenueSquaresMinor.add(other.revenueSquaresMinor));
  }

  /** Variance of the revenue of one buyer, minor units squared; needs two buyers. */
  double spendVariance() {
    var count = BigInteger.valueOf(buyers);
    var revenue = BigInteger.valueOf(revenueMinor);
    // Exact up to here: the difference of two nearly equal doubles would be noise.
    var spread = count.multiply(revenueSquaresMinor).subtract(revenue.multiply(revenue));
    return spread.doubleValue() / ((double) buyers * (buyers - 1));
  }
}
