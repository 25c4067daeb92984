package io.quanyu.core.organisation;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * When a store is open in an ordinary week. Spans are sorted and do not overlap; where one ends
 * another may begin.
 *
 * @param spans at most {@value #SPANS_MAX}; none: not known
 */
public record OpeningHours(List<OpeningSpan> spans) {

  private static final int SPANS_MAX = 7 * 5;
  private static final int MINUTES_OF_WEEK = 7 * OpeningSpan.MINUTES_OF_DAY;

  public OpeningHours {
    if (spans == null
        || spans.size() > SPANS_MAX
        || spans.stream().anyMatch(span -> span == null)) {
      throw new IllegalArgumentException("openingHours must be a list of at most " + SPANS_MAX);
    }
    spans = spans.stream().sorted(Comparator.comparingInt(OpeningSpan::start)).toList();
    for (int i = 0; i < spans.size(); i++) {
      // The week is a ring: the first span comes again after the last.
      int next =
          i + 1 < spans.size()
              ? spans.get(i + 1).start()
              : spans.getFirst().start() + MINUTES_OF_WEEK;
      if (spans.get(i).end() > next) {
        throw new IllegalArgumentException(
            "openingHours overlap after weekday %d, %s"
                .formatted(spans.get(i).weekday(), spans.get(i).from()));
      }
    }
  }

  /** Whether the store is open then, by the clock of its place. */
  public boolean isOpen(LocalDateTime moment) {
    int minute =
        (moment.getDayOfWeek().getValue() - 1) * OpeningSpan.MINUTES_OF_DAY
            + moment.getHour() * 60
            + moment.getMinute();
    return spans.stream()
        .anyMatch(span ->
            (span.start() <= minute && minute < span.end())
                || minute + MINUTES_OF_WEEK < span.end());
  }
}
