package io.quanyu.reach.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an address is not used for anything. What its holder agreed to is another matter. */
public enum SuppressionReason {
  /** The customer complained. */
  COMPLAINT,
  /** Nobody is behind the address. */
  DEAD_NUMBER;

  /** The reason as it is in the API: {@code dead_number}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
