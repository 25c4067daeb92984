package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** For what part of the data a role is given. */
enum ScopeKind {
  /** All of it. */
  BRAND,
  /** What belongs to a unit of the organisation or to one below it. */
  UNIT,
  /** What belongs to the person's own customers. */
  OWN;

  /** The kind as it is stored and in the API: {@code unit}. */
  @JsonValue
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a {@link #word}. */
  static ScopeKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
