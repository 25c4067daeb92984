package io.quanyu.core.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name as far as it can be compared: without differences of width, case, spaces and titles. Many
 * channels mask names ({@code 王**}, {@code 王先生}); of those only the first character counts.
 *
 * @param text comparable form: the whole name, or the first character of a masked one
 * @param isMasked whether only the first character is known
 */
public record PersonName(String text, boolean isMasked) {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern MASK = Pattern.compile("[*●○•■□×?]|[x某]+$");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern HAN_SEPARATOR = Pattern.compile("[\\s·・‧.,'’-]+");
  private static final Pattern HAN_TITLE =
      Pattern.compile("(?<=^\\p{IsHan}{1,2})(?:先生|女士|小姐|太太|老师|总|阿姨|同学)$");
  private static final Pattern LATIN_TITLE =
      Pattern.compile("^(?:mr|mrs|ms|miss|mx|dr|prof|sir)\\.?\\s+");
  private static final Pattern LATIN_PUNCTUATION = Pattern.compile("[.'’`-]+");
  private static final Pattern MANY_DIGITS = Pattern.compile("(?:\\d[^\\d]*){5,}");
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "匿名",
          "匿名用户",
          "未知",
          "无",
          "无名",
          "佚名",
          "用户",
          "会员",
          "顾客",
          "客户",
          "微信用户",
          "淘宝用户",
          "先生",
          "女士",
          "小姐",
          "测试",
          "null",
          "none",
          "na",
          "n/a",
          "unknown",
          "anonymous",
          "guest",
          "test",
          "user");

  /**
   * The comparable form of a name.
   *
   * @return empty if nothing in it names a person: blank, a placeholder, a number, a mask over the
   *     first character
   */
  public static Optional<PersonName> parse(String written) {
    String name = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    name = INVISIBLE.matcher(SPACE.matcher(name).replaceAll(" ")).replaceAll("").strip();
    boolean isHan = HAN.matcher(name).find();
    name = isHan ? HAN_SEPARATOR.matcher(name).replaceAll("") : withoutLatinOrnament(name);
    if (name.isEmpty() || PLACEHOLDERS.contains(name) || MANY_DIGITS.matcher(name).find()) {
      return Optional.empty();
    }
    boolean isMasked = isHan ? isMaskedHan(name) : name.indexOf('*') >= 0;
    if (!isMasked) {
      return isComparable(name) ? Optional.of(new PersonName(name, false)) : Optional.empty();
    }
    String first = Character.toString(name.codePointAt(0));
    return isComparable(first) ? Optional.of(new PersonName(first, true)) : Optional.empty();
  }

  private static boolean isMaskedHan(String name) {
    return MASK.matcher(name).find()
        || HAN_TITLE.matcher(name).find()
        || name.codePointCount(0, name.length()) == 1;
  }

  private static String withoutLatinOrnament(String name) {
    String plain = LATIN_TITLE.matcher(name).replaceFirst("");
    int comma = plain.indexOf(',');
    if (comma > 0) {
      plain = plain.substring(comma + 1) + " " + plain.substring(0, comma);
    }
    plain = LATIN_PUNCTUATION.matcher(plain).replaceAll(" ");
    return SPACE.matcher(plain).replaceAll(" ").strip();
  }

  private static boolean isComparable(String text) {
    return Character.isLetter(text.codePointAt(0));
  }

  /** The first character: of a Chinese name the surname or its first half. */
  public String firstCharacter() {
    return Character.toString(text.codePointAt(0));
  }

  /** Never tells the name. */
  @Override
  public String toString() {
    return isMasked ? "PersonName[masked]" : "PersonName[full]";
  }
}
