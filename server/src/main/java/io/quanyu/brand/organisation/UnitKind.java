package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a unit is. Says nothing about where in the tree it may stand. */
public enum UnitKind {
  /** The root; there is one, and it is there from the beginning. */
  HEADQUARTERS,
  REGION,
  /** Runs stores under contract. */
  DEALER,
  /** Sells with us, without stores of ours. */
  PARTNER,
  DEPARTMENT,
  /** A point of sale, of bricks or online. */
  STORE;

  /** The kind as it is stored and in the API: {@code region}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a {@link #code}. */
  public static UnitKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
