package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a customer said what she wants. */
public enum DecisionSource {
  FORM,
  SHOP,
  MINI_PROGRAM,
  /** To somebody of the brand's service. */
  SERVICE,
  /** Handed over from another system. */
  IMPORT,
  /** She replied to a text message. */
  SMS_REPLY;

  /** The source as it is in the API: {@code mini_program}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The source of a {@link #code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static DecisionSource ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
