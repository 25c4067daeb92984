package io.quanyu.brand.access;

import org.jspecify.annotations.Nullable;

/** What a key is for, in the words of who made it. */
final class KeyName {
  private KeyName() {}

  private static final int LENGTH_MAX = 100;

  static String of(@Nullable String given) {
    var name = given == null ? "" : given.strip();
    if (name.isEmpty()
        || name.length() > LENGTH_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("name must have 1 to " + LENGTH_MAX + " characters");
    }
    return name;
  }
}
