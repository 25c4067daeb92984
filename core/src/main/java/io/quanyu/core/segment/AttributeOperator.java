package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How an attribute is compared with the values of a condition. */
public enum AttributeOperator {
  /** Equal to one of the values. */
  @JsonProperty("is")
  IS,
  /** Equal to none of the values, or absent. */
  @JsonProperty("is_not")
  IS_NOT,
  /** Not below the one value. */
  @JsonProperty("at_least")
  AT_LEAST,
  /** Not above the one value. */
  @JsonProperty("at_most")
  AT_MOST,
  /** Not below the first and not above the second value. */
  @JsonProperty("between")
  BETWEEN,
  /** Present, whatever its value. */
  @JsonProperty("exists")
  EXISTS;

  void check(List<String> values) {
    switch (this) {
      case IS, IS_NOT -> require(!values.isEmpty(), "is and is_not need at least one value");
      case AT_LEAST, AT_MOST -> {
        require(values.size() == 1, "at_least and at_most need one value");
        var _ = AttributeBounds.of(this, values);
      }
      case BETWEEN -> {
        // A list of distinct values: between X and X arrives as one.
        require(values.size() == 2 || values.size() == 1, "between needs two values");
        var _ = AttributeBounds.of(this, values);
      }
      case EXISTS -> require(values.isEmpty(), "exists takes no values");
    }
  }
}
