package io.quanyu.core.sms;

import io.quanyu.core.contact.MessagePurpose;

/**
 * A whole text message as the gateway gets it: signature, body, and for marketing the hint how to
 * opt out.
 *
 * @param signature exactly one, in front
 * @param body what is said; no 【】, which would be a second signature, and not blank
 * @param purpose {@link MessagePurpose#MARKETING} adds {@link #OPT_OUT_HINT} unless the body ends
 *     with it already
 */
public record SmsText(SmsSignature signature, String body, MessagePurpose purpose) {

  /** What a marketing text must end with (the space keeps it apart from a short link). */
  public static final String OPT_OUT_HINT = "拒收请回复R";

  /** Longest whole text that gateways take, in characters. */
  public static final int LENGTH_MAX = 500;

  /** Characters of a text that is sent alone: 140 bytes of UCS-2. */
  public static final int SINGLE_PART_CHARACTERS = 70;

  /**
   * Characters of each part of a longer text: a user data header of 6 bytes joins the parts (3GPP
   * TS 23.040 §9.2.3.24.1).
   */
  public static final int JOINED_PART_CHARACTERS = 67;

  public SmsText {
    if (body.isBlank()) {
      throw new IllegalArgumentException("a text says something");
    }
    if (SmsSignature.hasBracket(body)) {
      throw new IllegalArgumentException("a text has one signature, so no 【】 in its body");
    }
    int length = characters(whole(signature, body, purpose));
    if (length > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a text has at most " + LENGTH_MAX + " characters, not " + length);
    }
  }

  /** The text that is sent and paid for. */
  public String whole() {
    return whole(signature, body, purpose);
  }

  /** Length of the whole text, in characters as {@link #characters(String)} counts them. */
  public int characters() {
    return characters(whole());
  }

  /** Parts to pay for, at least 1. */
  public int parts() {
    return parts(characters());
  }

  /**
   * How many characters a gateway counts: UTF-16 units. A Chinese character, a letter, a digit, a
   * space and a line break count one each, an emoji or a rare character outside the basic plane
   * two.
   */
  public static int characters(String text) {
    return text.length();
  }

  /**
   * Parts of a text of so many characters. Gateways bill by the length alone, also where a
   * character of two units would not fit the end of a part.
   *
   * @param characters at least 1
   */
  public static int parts(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException(characters + " characters");
    }
    return characters <= SINGLE_PART_CHARACTERS
        ? 1
        : Math.ceilDiv(characters, JOINED_PART_CHARACTERS);
  }

  private static String whole(SmsSignature signature, String body, MessagePurpose purpose) {
    var signed = signature.inBrackets() + body;
    return switch (purpose) {
      case SERVICE -> signed;
      case MARKETING ->
          body.stripTrailing().endsWith(OPT_OUT_HINT) ? signed : signed + " " + OPT_OUT_HINT;
    };
  }
}
