package io.quanyu.know.collect.internal.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds characters that no text has, before they reach a database that refuses them. */
final class Characters {
  private Characters() {}

  static @Nullable RowDamage damageOf(List<String> values) {
    for (var value : values) {
      var damage = damageOf(value);
      if (damage != null) {
        return damage;
      }
    }
    return null;
  }

  private static @Nullable RowDamage damageOf(String value) {
    int length = value.length();
    if (length > ReadingLimits.CELL_CHARS_MAX) {
      return RowDamage.TOO_LONG;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == 0) {
        return RowDamage.BAD_CHARACTER;
      }
      if (c < Character.MIN_SURROGATE) {
        continue;
      }
      if (c == TextFile.UNDECODABLE) {
        return RowDamage.BAD_ENCODING;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return RowDamage.BAD_CHARACTER;
      }
    }
    return null;
  }
}
