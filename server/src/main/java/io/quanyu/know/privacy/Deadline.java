package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the time that the law leaves stands. */
public enum Deadline {
  /** There is time. */
  RUNNING,
  /** A week or less is left. */
  DUE_SOON,
  /** It is past, and the request is open. */
  OVERDUE,
  /** The request ended in time. */
  MET,
  /** It ended late. */
  MISSED;

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
  public static Deadline ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
