package io.quanyu.core.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * When a customer's data may be used for a purpose.
 *
 * @param isAssumed while she has said nothing
 * @param minors what is demanded of customers under {@value MinorRule#AGE}
 */
public record ConsentTerms(boolean isAssumed, MinorRule minors) {

  /** Whether, and why not. */
  public enum Verdict {
    ALLOWED,
    /** She is under 14, and nobody agreed who can. */
    MINOR,
    /** She withdrew, or has not agreed where she would have to. */
    REFUSED;

    /** The verdict as it is in the API: {@code refused}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Decides.
   *
   * @param isByGuardian a guardian agreed for her
   * @param isMinor her birthday is known and tells so
   */
  public Verdict decide(ConsentState state, boolean isByGuardian, boolean isMinor) {
    if (state == ConsentState.WITHDRAWN) {
      return Verdict.REFUSED;
    }
    if (isMinor) {
      switch (minors) {
        case FORBIDDEN -> {
          return Verdict.MINOR;
        }
        case GUARDIAN -> {
          return state == ConsentState.GRANTED && isByGuardian ? Verdict.ALLOWED : Verdict.MINOR;
        }
        case ALLOWED -> {}
      }
    }
    return state == ConsentState.GRANTED || isAssumed ? Verdict.ALLOWED : Verdict.REFUSED;
  }
}
