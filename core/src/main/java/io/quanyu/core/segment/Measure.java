package io.quanyu.core.segment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is measured over the events of a customer. */
public enum Measure {
  /** How many events. */
  @JsonProperty("count")
  COUNT,
  /** The sum of a numeric property; zero without events. */
  @JsonProperty("sum")
  SUM,
  /** The mean of a numeric property over the events that have it; does not exist without any. */
  @JsonProperty("average")
  AVERAGE,
  /** How many different values a property took. */
  @JsonProperty("distinct")
  DISTINCT;

  /** Whether a customer who did nothing measures zero rather than nothing. */
  boolean isZeroWhenAbsent() {
    return this != AVERAGE;
  }
}
