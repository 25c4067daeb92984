package io.quanyu.sandbox.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The campaign mark: what the sender puts into a text or a link so that all messages of one
 * broadcast can be told in the books, whatever id the vendor gave them. The only word that sandbox
 * and server agree on: {@code qy-} and 4 to 40 of {@code 0-9a-z}. What follows a further hyphen,
 * say the mark of one call in {@code qy-spring26-K3F9}, is the sender's own business.
 */
public final class Mark {
  private static final Pattern PATTERN = Pattern.compile("\\bqy-[0-9a-z]{4,40}\\b");

  private Mark() {}

  /** The first mark of the first text that has one, or null. */
  public static @Nullable String in(String... texts) {
    for (String text : texts) {
      Matcher matcher = PATTERN.matcher(text);
      if (matcher.find()) {
        return matcher.group();
      }
    }
    return null;
  }
}
