package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By which way a request came. */
public enum RequestChannel {
  /** Said in a store. */
  STORE,
  /** By telephone. */
  PHONE,
  /** By e-mail. */
  EMAIL,
  /** Said to a guide in WeCom. */
  WECOM,
  /** By a form, an app or a mini-program. */
  ONLINE,
  /** On paper. */
  LETTER;

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
  public static RequestChannel ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
