package io.quanyu.core.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningHoursTests {

  /** A Monday. */
  private static final LocalDateTime MONDAY = LocalDateTime.of(2027, 1, 4, 0, 0);

  @Test
  void openFromTheFirstMinuteUntilBeforeTheLast() {
    var hours =
        hours(span(DayOfWeek.MONDAY, "09:00", "12:00"), span(DayOfWeek.MONDAY, "12:00", "18:00"));

    assertThat(hours.isOpen(MONDAY.withHour(8).withMinute(59))).isFalse();
    assertThat(hours.isOpen(MONDAY.withHour(9))).isTrue();
    assertThat(hours.isOpen(MONDAY.withHour(12))).isTrue();
    assertThat(hours.isOpen(MONDAY.withHour(18))).isFalse();
    assertThat(hours.isOpen(MONDAY.plusDays(1).withHour(9))).isFalse();
  }

  @Test
  void aNightGoesOnAfterMidnightAlsoFromSundayToMonday() {
    var hours = hours(span(DayOfWeek.SUNDAY, "22:00", "02:00"));

    assertThat(hours.isOpen(MONDAY.withHour(1))).isTrue();
    assertThat(hours.isOpen(MONDAY.withHour(2))).isFalse();
    assertThat(hours.isOpen(MONDAY.plusDays(6).withHour(23))).isTrue();
    assertThat(hours.isOpen(MONDAY.plusDays(6).withHour(21))).isFalse();
  }

  @Test
  void aWholeDayEndsWhereItBegan() {
    var hours = hours(span(DayOfWeek.MONDAY, "00:00", "00:00"));

    assertThat(hours.isOpen(MONDAY)).isTrue();
    assertThat(hours.isOpen(MONDAY.withHour(23).withMinute(59))).isTrue();
    assertThat(hours.isOpen(MONDAY.plusDays(1))).isFalse();
  }

  @Test
  void spansAreSorted() {
    assertThat(
            hours(
                span(DayOfWeek.FRIDAY, "09:00", "10:00"), span(DayOfWeek.MONDAY, "09:00", "10:00")))
        .isEqualTo(
            hours(
                span(DayOfWeek.MONDAY, "09:00", "10:00"),
                span(DayOfWeek.FRIDAY, "09:00", "10:00")));
  }

  @Test
  void spansDoNotOverlapNotEvenAroundTheWeek() {
    assertOverlap(
        span(DayOfWeek.MONDAY, "09:00", "12:01"), span(DayOfWeek.MONDAY, "12:00", "18:00"));
    assertOverlap(
        span(DayOfWeek.MONDAY, "00:30", "01:00"), span(DayOfWeek.SUNDAY, "22:00", "00:31"));
    hours(span(DayOfWeek.MONDAY, "00:30", "01:00"), span(DayOfWeek.SUNDAY, "22:00", "00:30"));
  }

  @Test
  void secondsAreNoOpeningHours() {
    assertThatThrownBy(() -> span(DayOfWeek.MONDAY, "09:00:01", "10:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertOverlap(OpeningSpan... spans) {
    assertThatThrownBy(() -> hours(spans))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  private static OpeningHours hours(OpeningSpan... spans) {
    return new OpeningHours(List.of(spans));
  }

  private static OpeningSpan span(DayOfWeek weekday, String from, String until) {
    return new OpeningSpan(weekday.getValue(), LocalTime.parse(from), LocalTime.parse(until));
  }
}
