package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person asks for. */
public enum RequestKind {
  /** A copy to read (PIPL art. 45). */
  ACCESS,
  /** A copy that machines read, to take elsewhere (PIPL art. 45). */
  EXPORT,
  /** To be forgotten (PIPL art. 47). */
  ERASURE,
  /** That something be put right (PIPL art. 46): noted here, done at its source. */
  CORRECTION;

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
  public static RequestKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
