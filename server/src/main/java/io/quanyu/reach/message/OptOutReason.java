package io.quanyu.reach.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an address is not used. */
public enum OptOutReason {
  /** The customer wants no marketing over this channel: no consent. */
  OPT_OUT(false),
  /** The customer complained: nothing at all is sent there. */
  COMPLAINT(true),
  /** Nobody is behind the address: nothing at all is sent there. */
  DEAD_NUMBER(true);

  private final boolean suppresses;

  OptOutReason(boolean suppresses) {
    this.suppresses = suppresses;
  }

  /** Whether service messages are kept back too. */
  public boolean isSuppressing() {
    return suppresses;
  }

  /** The reason as it is in the API: {@code opt_out}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
