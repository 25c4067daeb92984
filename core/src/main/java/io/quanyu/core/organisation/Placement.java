package io.quanyu.core.organisation;

import java.time.LocalDate;

/**
 * A period in which a unit stands directly below another one.
 *
 * @param unitNo never the root, which stands below nobody
 * @param parentNo another unit
 * @param from first day
 * @param until the day after the last one; {@link #FOREVER} while no end is known
 */
public record Placement(int unitNo, int parentNo, LocalDate from, LocalDate until) {

  /** Later than any day that anybody plans. */
  public static final LocalDate FOREVER = LocalDate.MAX;

  public Placement {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a period from %s until %s".formatted(from, until));
    }
  }

  /** Whether the unit stands there on a day. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(until);
  }

  boolean overlaps(LocalDate start, LocalDate end) {
    return from.isBefore(end) && start.isBefore(until);
  }

  Placement cutAt(LocalDate end) {
    return new Placement(unitNo, parentNo, from, end);
  }

  /** Whether {@code next} only goes on with this one. */
  boolean isContinuedBy(Placement next) {
    return parentNo == next.parentNo && until.equals(next.from);
  }
}
