package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody needs a personal value for. */
public enum RevealReason {
  /** The customer asked for something. */
  SERVICE,
  /** An order, a delivery or a refund cannot go on without it. */
  ORDER,
  COMPLAINT,
  /** Somebody may be cheating. */
  FRAUD,
  /** The customer uses her rights, or an authority asks. */
  LEGAL,
  OTHER;

  /** As the API says it: {@code service}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
