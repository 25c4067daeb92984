package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a purpose is lawful (PIPL art. 13). */
public enum LegalBasis {
  /** The customer agreed. */
  CONSENT,
  /** It is part of what she asked for; nobody decides about it. */
  CONTRACT,
  /** She was told and may object at any time. */
  NOTICE;

  /** The basis as it is in the API: {@code contract}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The basis of a {@link #code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static LegalBasis ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
