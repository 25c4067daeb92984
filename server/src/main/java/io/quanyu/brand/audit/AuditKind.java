package io.quanyu.brand.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody did, by what it may cost the person whom it is about. */
public enum AuditKind {
  /** Changed something, or tried to. */
  CHANGE,
  /** Saw customers, their personal values masked. */
  VIEW,
  /** Took data out as a file. */
  EXPORT,
  /** Saw personal values in clear. */
  REVEAL;

  /** As it is stored and in the API: {@code change}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this code. */
  public static AuditKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
