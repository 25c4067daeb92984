package io.quanyu.core.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;

/** What a purpose demands of customers under {@value #AGE} (PIPL art. 31). */
public enum MinorRule {
  /** The same as of anybody. */
  ALLOWED,
  /** A parent or guardian has agreed. */
  GUARDIAN,
  /** Never. */
  FORBIDDEN;

  /** Whose birthday this is has a will of her own. */
  public static final int AGE = 14;

  /** Who was born after it is a minor on a day; her birthday ends it. */
  public static LocalDate bornAfter(LocalDate today) {
    return today.minusYears(AGE);
  }

  /** The rule as it is in the API: {@code guardian}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule of a {@link #code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static MinorRule ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
