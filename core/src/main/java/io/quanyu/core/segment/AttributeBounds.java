package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of an attribute comparison, read once: numbers, or days. Inclusive; null is open. */
public sealed interface AttributeBounds {

  /**
   * Attribute values that are read as numbers; the SQL that compares them uses the same pattern.
   */
  String NUMBER_PATTERN = "-?[0-9]{1,18}(\\.[0-9]{1,9})?";

  /** Attribute values that are read as days, if the calendar has such a day. */
  String DATE_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /** Bounds on a number. */
  record Numbers(@Nullable BigDecimal min, @Nullable BigDecimal max) implements AttributeBounds {}

  /** Bounds on a day. */
  record Days(@Nullable LocalDate min, @Nullable LocalDate max) implements AttributeBounds {}

  /**
   * Reads the values of {@code at_least}, {@code at_most} or {@code between}.
   *
   * @throws InvalidConditionException if they are neither all numbers nor all days, or out of order
   */
  static AttributeBounds of(AttributeOperator operator, List<String> values) {
    var first = values.getFirst();
    var last = values.getLast();
    var lower = operator == AttributeOperator.AT_MOST ? null : first;
    var upper = operator == AttributeOperator.AT_LEAST ? null : last;
    if (day(first).isPresent() && day(last).isPresent()) {
      var min = lower == null ? null : day(lower).orElseThrow();
      var max = upper == null ? null : day(upper).orElseThrow();
      require(min == null || max == null || !min.isAfter(max), "the first day is after the last");
      return new Days(min, max);
    }
    require(
        number(first).isPresent() && number(last).isPresent(),
        "bounds are numbers such as 12.5 or days such as 2026-11-22");
    var min = lower == null ? null : number(lower).orElseThrow();
    var max = upper == null ? null : number(upper).orElseThrow();
    require(
        min == null || max == null || min.compareTo(max) <= 0,
        "the lower bound is above the upper");
    return new Numbers(min, max);
  }

  /** Whether the attribute's text lies within; text of another kind never does. */
  default boolean contain(String value) {
    return switch (this) {
      case Numbers(var min, var max) ->
          number(value)
              .filter(n -> min == null || n.compareTo(min) >= 0)
              .filter(n -> max == null || n.compareTo(max) <= 0)
              .isPresent();
      case Days(var min, var max) ->
          day(value)
              .filter(d -> min == null || !d.isBefore(min))
              .filter(d -> max == null || !d.isAfter(max))
              .isPresent();
    };
  }

  private static Optional<BigDecimal> number(String value) {
    return Pattern.matches(NUMBER_PATTERN, value)
        ? Optional.of(new BigDecimal(value))
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String value) {
    if (!Pattern.matches(DATE_PATTERN, value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeException e) {
      return Optional.empty(); // 2026-02-30 has the form of a day but is none
    }
  }
}
