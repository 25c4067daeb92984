package io.quanyu.know.portrait;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is shown of personal values to somebody who may not reveal them. */
public final class Masking {

  private static final int SHOWN_AT_END = 4;
  private static final int SHOWN_AT_START = 3;

  private Masking() {}

  /** {@code 王小明 → 王**}, {@code John Smith → J*** S****}. */
  public static @Nullable String name(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    var masked = new StringBuilder();
    boolean isFirst = true;
    for (int codePoint : name.strip().codePoints().toArray()) {
      if (Character.isWhitespace(codePoint)) {
        masked.append(' ');
        isFirst = true;
      } else {
        masked.appendCodePoint(isFirst ? codePoint : '*');
        isFirst = false;
      }
    }
    return masked.toString();
  }

  /** {@code +8613812345678 → 138****5678}, {@code +447911123456 → +44791****3456}. */
  public static @Nullable String phone(@Nullable String e164) {
    if (e164 == null) {
      return null;
    }
    var shown = e164.startsWith("+86") ? e164.substring(3) : e164;
    int start = shown.startsWith("+") ? SHOWN_AT_START + 3 : SHOWN_AT_START;
    return shown.length() < start + SHOWN_AT_END + 1
        ? "*".repeat(shown.length())
        : shown.substring(0, start) + "****" + shown.substring(shown.length() - SHOWN_AT_END);
  }

  /** {@code ada@example.org → a***@example.org}. */
  public static String email(String address) {
    int at = address.indexOf('@');
    return at < 1 ? "***" : address.substring(0, 1) + "***" + address.substring(at);
  }

  /** {@code M20231234 → ****1234}; short numbers entirely. */
  public static String number(String number) {
    return number.length() <= SHOWN_AT_END + 1
        ? "*".repeat(number.length())
        : "****" + number.substring(number.length() - SHOWN_AT_END);
  }

  /** Tells that there is one and nothing of it. */
  public static @Nullable String address(@Nullable String address) {
    return address == null ? null : "****";
  }

  /** {@code ****-05-20}. */
  public static @Nullable String birthday(@Nullable LocalDate birthday) {
    return birthday == null ? null : "****" + birthday.toString().substring(4);
  }

  /**
   * Stands for a value of which only the hash is known; tells one from another and nothing else.
   */
  public static String hash(UUID hash) {
    return "#" + hash.toString().substring(0, 8);
  }
}
