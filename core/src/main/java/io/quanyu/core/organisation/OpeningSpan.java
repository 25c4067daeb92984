package io.quanyu.core.organisation;

import java.time.LocalTime;

/**
 * A span of the week in which a store is open, by the clock of its place.
 *
 * @param weekday on which it begins: 1 Monday to 7 Sunday (ISO 8601)
 * @param from to the minute
 * @param until to the minute; not after {@code from}: on the next day. The same as {@code from}: 24
 *     hours
 */
public record OpeningSpan(int weekday, LocalTime from, LocalTime until) {

  static final int MINUTES_OF_DAY = 24 * 60;

  public OpeningSpan {
    if (weekday < 1 || weekday > 7) {
      throw new IllegalArgumentException("weekday must be from 1 (Monday) to 7 (Sunday)");
    }
    if (from == null || until == null) {
      throw new IllegalArgumentException("an opening span needs from and until");
    }
    if (from.getSecond() + from.getNano() + until.getSecond() + until.getNano() > 0) {
      throw new IllegalArgumentException("opening hours are told to the minute");
    }
  }

  /** Minutes from Monday 00:00. */
  int start() {
    return (weekday - 1) * MINUTES_OF_DAY + minute(from);
  }

  /** Minutes from the same Monday; of a span over Sunday's midnight it is beyond the week. */
  int end() {
    int length = minute(until) - minute(from);
    return start() + (length > 0 ? length : length + MINUTES_OF_DAY);
  }

  private static int minute(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
