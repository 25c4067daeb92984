package io.quanyu.sandbox.state;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mobile numbers of mainland China, compared in one form. */
public final class PhoneNumber {
  private static final Pattern MOBILE = Pattern.compile("(?:\\+?86)?(1[3-9]\\d{9})");
  private static final Pattern SEPARATORS = Pattern.compile("[ -]");

  private PhoneNumber() {}

  /** {@code +86} and 11 digits; null when it is no mobile number. */
  public static @Nullable String find(String text) {
    var matcher = MOBILE.matcher(SEPARATORS.matcher(text).replaceAll(""));
    return matcher.matches() ? "+86" + matcher.group(1) : null;
  }
}
