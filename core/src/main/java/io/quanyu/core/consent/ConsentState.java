package io.quanyu.core.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a customer has said about a purpose. */
public enum ConsentState {
  GRANTED,
  WITHDRAWN,
  /** She has said nothing: the purpose tells what holds. */
  UNKNOWN;

  /** The state as it is in the API: {@code granted}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
