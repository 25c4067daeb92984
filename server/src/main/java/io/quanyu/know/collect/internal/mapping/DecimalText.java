package io.quanyu.know.collect.internal.mapping;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers as people and programs write them: {@code 1234.50}, {@code 1,234.50}, {@code
 * ¥1,234.50}, {@code (12.30)} for minus. A comma groups thousands and never begins decimals: where
 * the two cannot be told apart, the value is refused and not guessed.
 */
public final class DecimalText {
  private static final int CHARS_MAX = 40;
  private static final int EXPONENT_MAX = 15;
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");

  private DecimalText() {}

  /**
   * The number, full scale; null if {@code text} is none or has more than {@value #EXPONENT_MAX}
   * digits before or some 30 behind the point.
   */
  public static @Nullable BigDecimal parse(String text) {
    if (isShortPlain(text)) {
      return new BigDecimal(text);
    }
    var bare = text.strip();
    if (bare.isEmpty() || bare.length() > CHARS_MAX) {
      return null;
    }
    boolean negated = false;
    if (bare.startsWith("(") && bare.endsWith(")")) {
      negated = true;
      bare = bare.substring(1, bare.length() - 1);
    }
    bare = withoutCurrency(bare.replace('，', ',').replace('−', '-'));
    if (GROUPED.matcher(bare).matches()) {
      bare = bare.replace(",", "");
    } else if (!PLAIN.matcher(bare).matches()) {
      return null;
    }
    var number = new BigDecimal(bare);
    long digitsBeforePoint = (long) number.precision() - number.scale();
    boolean isHuge = number.signum() != 0 && Math.abs(digitsBeforePoint) > EXPONENT_MAX;
    if (isHuge || Math.abs((long) number.scale()) > CHARS_MAX) {
      return null;
    }
    if (number.scale() < 0) {
      number = number.setScale(0);
    }
    return negated ? number.negate() : number;
  }

  /** The usual case without any garbage: up to 15 digits, perhaps a sign and a point. */
  private static boolean isShortPlain(String text) {
    int length = text.length();
    if (length == 0 || length > 15) {
      return false;
    }
    int digits = 0;
    int points = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.') {
        points++;
      } else if (c != '-' || i > 0) {
        return false;
      }
    }
    return digits > 0 && points <= 1;
  }

  private static String withoutCurrency(String text) {
    boolean negative = text.startsWith("-");
    var bare = negative ? text.substring(1).strip() : text;
    if (!bare.isEmpty() && "¥￥$£€".indexOf(bare.charAt(0)) >= 0) {
      bare = bare.substring(1).strip();
    } else if (bare.endsWith("元")) {
      bare = bare.substring(0, bare.length() - 1).strip();
    }
    return negative ? "-" + bare : bare;
  }
}
