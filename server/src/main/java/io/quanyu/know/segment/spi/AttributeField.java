package io.quanyu.know.segment.spi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An attribute that conditions can ask for.
 *
 * @param type how the values are mostly to be read
 * @param values all values, if they are few; empty otherwise
 */
public record AttributeField(
    String attribute, Type type, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> values) {

  /** How the values of an attribute are to be read. */
  public enum Type {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("date")
    DATE
  }

  public AttributeField {
    values = List.copyOf(values);
  }
}
