package io.quanyu.know.collect.internal.mapping;

import java.util.Locale;
import java.util.Set;

/**
 * The ways in which exports write "no value". Free text is never tested: a product may be "None".
 */
public final class MissingValue {
  private static final Set<String> WORDS =
      Set.of(
          "-", "--", "/", "null", "nil", "none", "nan", "n/a", "na", "#n/a", "\\n", "无", "空", "未知",
          "暂无");

  private MissingValue() {}

  public static boolean is(String value) {
    return value.isEmpty()
        || (value.length() <= 4 && WORDS.contains(value.toLowerCase(Locale.ROOT)));
  }
}
