package io.quanyu.core.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/** The metrics that are kept live for every customer. */
public enum Metric {
  /** Sale orders. */
  @JsonProperty("orders")
  ORDERS(Unit.COUNT, true),
  /** Units of products bought in sale orders. */
  @JsonProperty("units")
  UNITS(Unit.COUNT, true),
  /** Everything paid minus everything given back, in minor units. */
  @JsonProperty("net_revenue")
  NET_REVENUE(Unit.MONEY, true),
  /** Revenue of sale orders divided by their number, rounded half up to minor units. */
  @JsonProperty("average_order")
  AVERAGE_ORDER(Unit.MONEY, false),
  /** Cancellation documents. */
  @JsonProperty("cancelled_orders")
  CANCELLED_ORDERS(Unit.COUNT, true),
  /** When the first sale order was placed, in seconds since 1970. */
  @JsonProperty("first_order_at")
  FIRST_ORDER_AT(Unit.INSTANT, false),
  /** When the last sale order was placed, in seconds since 1970. */
  @JsonProperty("last_order_at")
  LAST_ORDER_AT(Unit.INSTANT, false),
  /** Whole days, of 24 hours, since the first sale order. */
  @JsonProperty("days_since_first_order")
  DAYS_SINCE_FIRST_ORDER(Unit.DAYS, false),
  /** Whole days, of 24 hours, since the last sale order. */
  @JsonProperty("days_since_last_order")
  DAYS_SINCE_LAST_ORDER(Unit.DAYS, false);

  /** What a metric is counted in. */
  public enum Unit {
    /** Minor units of one currency. */
    @JsonProperty("money")
    MONEY,
    @JsonProperty("count")
    COUNT,
    @JsonProperty("days")
    DAYS,
    /** Seconds since 1970. */
    @JsonProperty("instant")
    INSTANT
  }

  private final Unit unit;
  private final boolean zeroWhenAbsent;

  Metric(Unit unit, boolean zeroWhenAbsent) {
    this.unit = unit;
    this.zeroWhenAbsent = zeroWhenAbsent;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether a customer without orders has the value zero rather than none. */
  public boolean isZeroWhenAbsent() {
    return zeroWhenAbsent;
  }

  /**
   * The value over two currencies together. Money does not add up over currencies; conditions on it
   * name one.
   */
  public BigDecimal together(BigDecimal one, BigDecimal other) {
    return switch (this) {
      case ORDERS, UNITS, CANCELLED_ORDERS, NET_REVENUE, AVERAGE_ORDER -> one.add(other);
      case FIRST_ORDER_AT, DAYS_SINCE_LAST_ORDER -> one.min(other);
      case LAST_ORDER_AT, DAYS_SINCE_FIRST_ORDER -> one.max(other);
    };
  }

  /** Whether the value changes as time passes, without any new fact. */
  public boolean isRelativeToNow() {
    return unit == Unit.DAYS;
  }
}
