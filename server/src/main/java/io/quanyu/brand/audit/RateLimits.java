package io.quanyu.brand.audit;

/**
 * How often one person may do something, and from where on it is unusual.
 *
 * @param perHourMax within any hour; more is refused
 * @param perDayMax within any 24 hours; more is refused
 * @param burstMax within ten minutes; more raises an alarm
 * @param unusualFactor so many times the own daily mean within 24 hours raise an alarm
 * @param unusualMin but never fewer than these: who did it twice a month may do it ten times today
 */
public record RateLimits(
    int perHourMax, int perDayMax, int burstMax, int unusualFactor, int unusualMin) {

  public RateLimits {
    if (perHourMax < 1 || perDayMax < 1 || burstMax < 1 || unusualFactor < 1 || unusualMin < 1) {
      throw new IllegalArgumentException("limits of rates are at least one");
    }
  }
}
