package io.quanyu.brand.access;

import java.util.Locale;

/** The first factor of a session. */
enum Via {
  PASSWORD,
  OIDC,
  WECOM;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Via of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
