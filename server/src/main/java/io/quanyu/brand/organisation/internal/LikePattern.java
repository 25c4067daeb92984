package io.quanyu.brand.organisation.internal;

/** Patterns of SQL's {@code like}. */
final class LikePattern {
  private LikePattern() {}

  /** A text that stands for itself, whatever signs it holds. */
  static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
