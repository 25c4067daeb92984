package io.quanyu.know.collect.internal.mapping;

import java.util.Locale;

/** Column names without what people vary: case, spaces, underscores, punctuation. */
final class HeaderName {
  private HeaderName() {}

  /** {@code Invoice No.} and {@code invoice_no} are {@code invoiceno}. */
  static String bare(String name) {
    var bare = new StringBuilder(name.length());
    name.codePoints().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
    return bare.toString().toLowerCase(Locale.ROOT);
  }
}
