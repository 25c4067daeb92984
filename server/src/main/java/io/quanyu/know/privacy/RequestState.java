package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a request is. */
public enum RequestState {
  /** Written down; nobody knows yet whether it is she who asks. */
  RECEIVED,
  /** It is she. */
  VERIFIED,
  /** A second person agreed to the erasure. */
  APPROVED,
  /** The server is at work; a crash only delays it. */
  RUNNING,
  /** Done; of a copy: it can be handed out until it expires. */
  DONE,
  /** Turned down, with the reason that she is told. */
  REFUSED;

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
  public static RequestState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
