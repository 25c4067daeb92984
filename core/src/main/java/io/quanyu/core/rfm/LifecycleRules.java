package io.quanyu.core.rfm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds between lifecycle stages.
 *
 * @param loyalOrders sale orders from which a customer is loyal, at least 3
 * @param sleepingAfter time since the last sale order from which a buyer is sleeping
 * @param lostAfter time since the last sale order from which a buyer is lost; longer
 */
public record LifecycleRules(int loyalOrders, Duration sleepingAfter, Duration lostAfter) {

  /** Loyal from 4 orders, sleeping after 180 days, lost after 365. */
  public static final LifecycleRules STANDARD =
      new LifecycleRules(4, Duration.ofDays(180), Duration.ofDays(365));

  public LifecycleRules {
    if (loyalOrders < 3) {
      throw new IllegalArgumentException("repeat needs room: loyal from 3 orders at the earliest");
    }
    if (!sleepingAfter.isPositive() || lostAfter.compareTo(sleepingAfter) <= 0) {
      throw new IllegalArgumentException("a customer sleeps before being lost");
    }
  }

  /**
   * The stage of one customer. What a buyer bought outweighs how the buyer can be reached.
   *
   * @param hasContact whether any channel reaches the customer
   * @param isMember whether the customer has a member number
   * @param orders sale orders up to {@code asOf}
   * @param lastOrderAt when the last of them was placed; null without orders
   * @param asOf the moment at which the question is asked
   */
  public LifecycleStage stage(
      boolean hasContact,
      boolean isMember,
      long orders,
      @Nullable Instant lastOrderAt,
      Instant asOf) {
    if (orders == 0 || lastOrderAt == null) {
      if (isMember) {
        return LifecycleStage.MEMBER;
      }
      return hasContact ? LifecycleStage.CONTACT : LifecycleStage.STRANGER;
    }
    // Compared as moments, as SQL does: lost from exactly lostAfter on.
    if (!lastOrderAt.isAfter(asOf.minus(lostAfter))) {
      return LifecycleStage.LOST;
    }
    if (!lastOrderAt.isAfter(asOf.minus(sleepingAfter))) {
      return LifecycleStage.SLEEPING;
    }
    if (orders >= loyalOrders) {
      return LifecycleStage.LOYAL;
    }
    return orders > 1 ? LifecycleStage.REPEAT : LifecycleStage.FIRST_PURCHASE;
  }
}
