package io.quanyu.know.metric;

import io.quanyu.core.segment.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought in one currency.
 *
 * @param currency three letters
 * @param orders sale orders
 * @param cancelledOrders cancellation documents
 * @param units products in sale orders, charges left out
 * @param netRevenueMinor all lines of all documents, minor units
 * @param saleRevenueMinor lines of sale orders alone, minor units
 * @param firstOrderAt earliest sale order; null without any
 * @param lastOrderAt latest sale order; null without any
 */
public record CustomerMetrics(
    int customerNo,
    String currency,
    int orders,
    int cancelledOrders,
    long units,
    long netRevenueMinor,
    long saleRevenueMinor,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt) {

  /** Revenue of sale orders divided by their number, minor units, rounded half up. */
  public Optional<Long> averageOrderMinor() {
    return orders == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(saleRevenueMinor)
                .divide(BigDecimal.valueOf(orders), 0, RoundingMode.HALF_UP)
                .longValueExact());
  }

  /**
   * The value of a metric in its unit; empty if it does not exist.
   *
   * @param asOf the moment that days are counted back from
   */
  public Optional<BigDecimal> value(Metric metric, Instant asOf) {
    return switch (metric) {
      case ORDERS -> Optional.of(BigDecimal.valueOf(orders));
      case UNITS -> Optional.of(BigDecimal.valueOf(units));
      case NET_REVENUE -> Optional.of(BigDecimal.valueOf(netRevenueMinor));
      case AVERAGE_ORDER -> averageOrderMinor().map(BigDecimal::valueOf);
      case CANCELLED_ORDERS -> Optional.of(BigDecimal.valueOf(cancelledOrders));
      case FIRST_ORDER_AT -> seconds(firstOrderAt);
      case LAST_ORDER_AT -> seconds(lastOrderAt);
      case DAYS_SINCE_FIRST_ORDER -> days(firstOrderAt, asOf);
      case DAYS_SINCE_LAST_ORDER -> days(lastOrderAt, asOf);
    };
  }

  private static Optional<BigDecimal> seconds(@Nullable Instant at) {
    return Optional.ofNullable(at).map(a -> BigDecimal.valueOf(a.getEpochSecond()));
  }

  private static Optional<BigDecimal> days(@Nullable Instant at, Instant asOf) {
    return Optional.ofNullable(at)
        .map(a -> BigDecimal.valueOf(Math.floorDiv(Duration.between(a, asOf).toSeconds(), 86_400)));
  }
}
