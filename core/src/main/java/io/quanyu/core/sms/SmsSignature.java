package io.quanyu.core.sms;

/**
 * The registered name of the sender (短信签名), shown as 【name】 in front of every text.
 *
 * @param name {@link #LENGTH_MIN} to {@link #LENGTH_MAX} characters without the brackets; no
 *     brackets and no control characters inside, no spaces around
 */
public record SmsSignature(String name) {

  /** Shortest name that gateways register. */
  public static final int LENGTH_MIN = 2;

  /** Longest name that gateways register; counted like the text, in UTF-16 units. */
  public static final int LENGTH_MAX = 20;

  static final char OPEN = '【';
  static final char CLOSE = '】';

  public SmsSignature {
    if (name.length() < LENGTH_MIN || name.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a signature has " + LENGTH_MIN + " to " + LENGTH_MAX + " characters: " + name);
    }
    if (hasBracket(name) || !name.equals(name.strip()) || hasControl(name)) {
      throw new IllegalArgumentException("a signature is a plain name: " + name);
    }
  }

  /** The signature as the customer reads it. */
  public String inBrackets() {
    return OPEN + name + CLOSE;
  }

  static boolean hasBracket(String text) {
    return text.indexOf(OPEN) >= 0 || text.indexOf(CLOSE) >= 0;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
