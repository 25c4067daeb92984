package io.quanyu.know.collect.internal.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a field look like. */
public enum FieldType {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("decimal")
  DECIMAL,
  @JsonProperty("instant")
  INSTANT,
  @JsonProperty("date")
  DATE,
  @JsonProperty("phone")
  PHONE,
  @JsonProperty("email")
  EMAIL,
  @JsonProperty("enum")
  ENUM
}
