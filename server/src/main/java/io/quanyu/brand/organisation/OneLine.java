package io.quanyu.brand.organisation;

import org.jspecify.annotations.Nullable;

/** Texts of one line, as people type them and files hold them. */
final class OneLine {
  private OneLine() {}

  /**
   * The text without blanks around.
   *
   * @throws IllegalArgumentException in words for people, if it is missing, too long or of several
   *     lines
   */
  static String of(@Nullable String text, String field, int lengthMax) {
    var line = text == null ? "" : text.strip();
    if (!is(line, lengthMax)) {
      throw new IllegalArgumentException(field + " must have 1 to " + lengthMax + " characters");
    }
    return line;
  }

  /** Whether a text is one line already, without blanks around. */
  static boolean is(String text, int lengthMax) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= lengthMax
        && text.equals(text.strip())
        && text.chars().noneMatch(Character::isISOControl);
  }
}
