package io.quanyu.core.contact;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** The hours in which marketing waits. */
public sealed interface QuietHours {

  /**
   * The first moment from which sending is allowed again.
   *
   * @return empty when {@code now} is not quiet; otherwise later than {@code now}
   */
  Optional<Instant> endAfter(Instant now);

  /** Marketing may be sent at any hour. */
  static QuietHours none() {
    return new None();
  }

  /** No hour is quiet. */
  record None() implements QuietHours {
    @Override
    public Optional<Instant> endAfter(Instant now) {
      return Optional.empty();
    }
  }

  /**
   * Every day from one time on the wall clock to another. What the clock on the wall shows decides,
   * also on days on which it is put forward or back: an hour that is shown twice is quiet twice.
   *
   * @param from first quiet time
   * @param until first time that is no longer quiet; before {@code from} when the window spans
   *     midnight, never equal to it
   * @param zone whose clock counts
   */
  record Daily(LocalTime from, LocalTime until, ZoneId zone) implements QuietHours {

    /** No zone has ever been put forward by more than a day (Samoa, 2011-12-30). */
    private static final int DAYS_AHEAD = 3;

    public Daily {
      if (from.equals(until)) {
        throw new IllegalArgumentException("quiet from " + from + " to the same time");
      }
    }

    @Override
    public Optional<Instant> endAfter(Instant now) {
      if (!isQuiet(now)) {
        return Optional.empty();
      }
      // Quiet ends where the clock reaches `until`, or where it is put past it or back before
      // `from`.
      return Stream.concat(timesAtUntil(now), changesOfTheClock(now))
          .filter(moment -> moment.isAfter(now) && !isQuiet(moment))
          .min(Instant::compareTo);
    }

    private boolean isQuiet(Instant moment) {
      var time = moment.atZone(zone).toLocalTime();
      return from.isBefore(until)
          ? !time.isBefore(from) && time.isBefore(until)
          : !time.isBefore(from) || time.isBefore(until);
    }

    private Stream<Instant> timesAtUntil(Instant now) {
      var today = now.atZone(zone).toLocalDate();
      return Stream.iterate(0, day -> day <= DAYS_AHEAD, day -> day + 1)
          .map(day -> LocalDateTime.of(today.plusDays(day), until))
          .flatMap(local -> zone.getRules().getValidOffsets(local).stream().map(local::toInstant));
    }

    private Stream<Instant> changesOfTheClock(Instant now) {
      var change = zone.getRules().nextTransition(now);
      return change == null ? Stream.empty() : Stream.of(change.getInstant());
    }
  }
}
