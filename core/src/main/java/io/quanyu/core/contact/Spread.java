package io.quanyu.core.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the calls of a broadcast are begun. */
public final class Spread {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Spread() {}

  /**
   * Spreads calls evenly over a span of time. Quiet hours do not count: what would fall into them
   * goes on after them, at the same pace.
   *
   * @param calls how many
   * @param start the first call, or the end of the quiet hours that it falls into
   * @param over whole minutes; zero: all calls at once
   * @return one moment for each call, in order, none in quiet hours
   */
  public static List<Instant> times(int calls, Instant start, Duration over, QuietHours quiet) {
    var minutes = minutesOutside(quiet, start, Math.max(1, over.toMinutes()));
    List<Instant> times = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      long offsetMs = over.toMillis() * i / calls;
      var time =
          minutes
              .get((int) (offsetMs / MINUTE.toMillis()))
              .plusMillis(offsetMs % MINUTE.toMillis());
      // A minute may begin before the quiet hours and end in them.
      times.add(quiet.endAfter(time).orElse(time));
    }
    return times;
  }

  private static List<Instant> minutesOutside(QuietHours quiet, Instant start, long count) {
    List<Instant> minutes = new ArrayList<>();
    var minute = start;
    for (long i = 0; i < count; i++) {
      minute = quiet.endAfter(minute).orElse(minute);
      minutes.add(minute);
      minute = minute.plus(MINUTE);
    }
    return minutes;
  }
}
