package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How we know that it is she who asks. */
public enum Verification {
  /** She told a code that was sent to her number. */
  PHONE_CODE,
  /** She showed a document. */
  DOCUMENT,
  /** She asked from an account that she is signed in to. */
  ACCOUNT,
  /** Somebody in the store knows her. */
  KNOWN_IN_STORE;

  /** As it is in the API: lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one with a {@link #code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Verification ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
