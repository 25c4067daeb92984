package io.quanyu.brand.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of it. */
public enum AuditOutcome {
  /** It happened. */
  DONE,
  /** The caller was told why not: no permission, no such thing, a rule, a limit. */
  REFUSED,
  /** It broke on our side; some of it may have happened. */
  FAILED;

  /** As it is stored and in the API: {@code done}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this code. */
  public static AuditOutcome ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
