package io.quanyu.sandbox.state;

import java.util.regex.Pattern;

/** What an SMS in Chinese must look like and costs. */
public final class SmsText {
  /** More than this no gateway takes. */
  public static final int CHARACTERS_MAX = 500;

  private static final int SINGLE_MAX = 70;
  private static final int PART_MAX = 67;
  private static final Pattern SIGNED = Pattern.compile("【[^【】]{2,20}】.*", Pattern.DOTALL);

  private SmsText() {}

  /** Whether it begins with the sender's signature in 【】. */
  public static boolean isSigned(String text) {
    return SIGNED.matcher(text).matches();
  }

  /** Parts that are paid: one up to 70 characters of UTF-16, else one for every 67. */
  public static int parts(String text) {
    int length = text.length();
    return length <= SINGLE_MAX ? 1 : (length + PART_MAX - 1) / PART_MAX;
  }
}
