package io.quanyu.know.collect.internal.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;

/** Phone numbers as people type them, to E.164. */
public final class PhoneText {
  private static final int CHARS_MAX = 40;
  private static final int MAINLAND_DIGITS = 11;

  private final String region;
  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  /**
   * @param region of numbers without country code, ISO 3166 such as CN
   */
  public PhoneText(String region) {
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException(
          region + " is not a region with phone numbers, such as CN");
    }
    this.region = region;
  }

  /** E.164, or null if {@code text} is no possible number. */
  public @Nullable String parse(String text) {
    if (text.length() > CHARS_MAX) {
      return null;
    }
    if (region.equals("CN") && isMainlandMobile(text)) {
      return "+86" + text;
    }
    try {
      var number = numbers.parse(text, region);
      return numbers.isValidNumber(number)
          ? numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  /** A marketplace hides digits by stars; that is no typing error. */
  public static boolean isMasked(String text) {
    return text.indexOf('*') >= 0;
  }

  /** Nearly every number of our files: read without the library, which takes microseconds. */
  private static boolean isMainlandMobile(String text) {
    if (text.length() != MAINLAND_DIGITS || text.charAt(0) != '1' || text.charAt(1) < '3') {
      return false;
    }
    for (int i = 1; i < MAINLAND_DIGITS; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
