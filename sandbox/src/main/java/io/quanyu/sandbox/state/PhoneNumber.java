package io.quanyu.sandbox.state;

import org.jspecify.annotations.Nullable;

/** Mobile numbers of mainland China, compared in one form. */
public final class PhoneNumber {
  private static final String PREFIX = "+86";
  private static final int DIGITS = 11;

  private PhoneNumber() {}

  /**
   * {@code +86} and 11 digits, of which the first are 13 to 19; null when it is no mobile number.
   *
   * @param text with or without {@code +86} or {@code 86}, spaces and hyphens
   */
  public static @Nullable String find(String text) {
    StringBuilder digits = new StringBuilder(DIGITS + 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (c != ' ' && c != '-' && !(c == '+' && i == 0)) {
        return null;
      }
    }
    boolean isInternational = text.startsWith("+");
    if (digits.length() == DIGITS + 2 && digits.charAt(0) == '8' && digits.charAt(1) == '6') {
      digits.delete(0, 2);
    } else if (isInternational) {
      return null;
    }
    return digits.length() == DIGITS && digits.charAt(0) == '1' && digits.charAt(1) >= '3'
        ? PREFIX + digits
        : null;
  }
}
