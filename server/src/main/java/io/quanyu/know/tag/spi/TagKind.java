package io.quanyu.know.tag.spi;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a tag come from. */
public enum TagKind {
  @JsonProperty("rfm")
  RFM,
  @JsonProperty("lifecycle")
  LIFECYCLE,
  @JsonProperty("attribute")
  ATTRIBUTE,
  @JsonProperty("metric")
  METRIC
}
