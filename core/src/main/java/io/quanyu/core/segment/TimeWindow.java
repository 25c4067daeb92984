package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an event must have happened to count. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(TimeWindow.Ever.class),
  @JsonSubTypes.Type(TimeWindow.Within.class),
  @JsonSubTypes.Type(TimeWindow.Between.class)
})
public sealed interface TimeWindow {

  /** At any time. */
  @JsonTypeName("ever")
  record Ever() implements TimeWindow {}

  /** In the last {@code days} times 24 hours before the evaluation. */
  @JsonTypeName("within")
  record Within(int days) implements TimeWindow {
    /** Ten years; longer windows are {@code ever}. */
    public static final int DAYS_MAX = 3_660;

    public Within {
      require(days >= 1 && days <= DAYS_MAX, "a window is 1 to " + DAYS_MAX + " days long");
    }
  }

  /** From {@code from} (included) to {@code to} (not included). */
  @JsonTypeName("between")
  record Between(Instant from, Instant to) implements TimeWindow {
    public Between {
      require(from != null && to != null, "a window needs from and to");
      require(from.isBefore(to), "a window starts before it ends");
    }
  }

  /** First moment that counts, or null when there is none. */
  default @Nullable Instant from(Instant asOf) {
    return switch (this) {
      case Ever _ -> null;
      case Within(var days) -> asOf.minus(Duration.ofDays(days));
      case Between(var from, var _) -> from;
    };
  }

  /** First moment that no longer counts, or null when there is none. */
  default @Nullable Instant until(Instant asOf) {
    return switch (this) {
      case Ever _, Within _ -> null;
      case Between(var _, var to) -> to;
    };
  }

  /** Whether an event at that moment counts. */
  default boolean contains(Instant at, Instant asOf) {
    var from = from(asOf);
    var until = until(asOf);
    return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }

  /** Whether the same facts may count or not depending on when the question is asked. */
  default boolean isRelativeToNow() {
    return this instanceof Within;
  }
}
