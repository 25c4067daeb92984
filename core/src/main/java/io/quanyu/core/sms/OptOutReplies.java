package io.quanyu.core.sms;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Whether an answer to a text means "no more". Customers write R, r, Ｒ, "TD", "回复R", "退订。" or quote
 * the whole hint; they also write "T恤有货吗", which must not silence them.
 */
public final class OptOutReplies {

  /**
   * Longer answers are for people to read. Also the bound of the work: a reply is foreign input.
   */
  public static final int LENGTH_MAX = 20;

  /** Each alone says no; longer ones before those they start with. */
  private static final List<String> WORDS =
      List.of("取消订阅", "不再接收", "退订", "退訂", "拒收", "TD", "QX", "R", "T");

  /** What people copy from the hint; says nothing alone. */
  private static final List<String> FILLERS = List.of("请", "請", "回复", "回覆", "回");

  private OptOutReplies() {}

  /**
   * True when the answer consists of opt-out words only, apart from width, case, spaces,
   * punctuation and the words of the hint.
   */
  public static boolean isOptOut(String reply) {
    if (reply.length() > 4 * LENGTH_MAX) {
      return false;
    }
    var rest = normalised(reply);
    if (rest.length() > LENGTH_MAX) {
      return false;
    }
    boolean saysNo = false;
    while (!rest.isEmpty()) {
      int word = lengthOfFirst(WORDS, rest);
      saysNo |= word > 0;
      int length = word > 0 ? word : lengthOfFirst(FILLERS, rest);
      if (length == 0) {
        return false;
      }
      rest = rest.substring(length);
    }
    return saysNo;
  }

  /** Letters and digits only, of normal width, upper case. */
  private static String normalised(String reply) {
    var letters = new StringBuilder();
    Normalizer.normalize(reply, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static int lengthOfFirst(List<String> words, String text) {
    for (var word : words) {
      if (text.startsWith(word)) {
        return word.length();
      }
    }
    return 0;
  }
}
