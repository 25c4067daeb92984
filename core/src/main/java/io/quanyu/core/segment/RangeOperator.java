package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a measured number is compared; names the bounds that must be given. */
public enum RangeOperator {
  /** {@code min} or more. */
  @JsonProperty("at_least")
  AT_LEAST,
  /** {@code max} or less. */
  @JsonProperty("at_most")
  AT_MOST,
  /** From {@code min} to {@code max}, both included. */
  @JsonProperty("between")
  BETWEEN,
  /** {@code min}, and {@code max} if given is the same number. */
  @JsonProperty("exactly")
  EXACTLY;

  NumberRange range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
    return switch (this) {
      case AT_LEAST -> {
        require(min != null && max == null, "at_least needs min and no max");
        yield new NumberRange(min, null);
      }
      case AT_MOST -> {
        require(max != null && min == null, "at_most needs max and no min");
        yield new NumberRange(null, max);
      }
      case BETWEEN -> {
        require(min != null && max != null, "between needs min and max");
        yield new NumberRange(min, max);
      }
      case EXACTLY -> {
        require(min != null, "exactly needs min");
        require(max == null || max.compareTo(min) == 0, "exactly takes one number");
        yield new NumberRange(min, min);
      }
    };
  }
}
