package io.quanyu.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The console's words in one language, from its catalogue: a test finds things by what a person
 * reads, and says it once for all languages.
 */
final class ConsoleWords {

  private static final Path CATALOGUES = Path.of("..", "console", "src", "shared", "i18n");
  private static final Pattern MESSAGE =
      Pattern.compile("'([\\w.-]+)':\\s*'((?:[^'\\\\]|\\\\.)*)'");
  private static final Pattern PLURAL = Pattern.compile("\\{(\\w+)\\|([^|}]*)\\|([^}]*)}");

  private final String language;
  private final Map<String, String> messages = new HashMap<>();

  /**
   * @param language {@code zh-CN} or {@code en}
   */
  ConsoleWords(String language) {
    this.language = language;
    try {
      var found = MESSAGE.matcher(Files.readString(CATALOGUES.resolve(language + ".ts")));
      while (found.find()) {
        messages.put(found.group(1), found.group(2).replace("\\n", "\n").replace("\\'", "'"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A message with its parameters filled in; its plural forms take the plural.
   *
   * @param parameters name, value, name, value…
   */
  String of(String key, Object... parameters) {
    var message = messages.get(key);
    if (message == null) {
      throw new IllegalArgumentException("the console has no message " + key + " in " + language);
    }
    var said = PLURAL.matcher(message).replaceAll("$3");
    for (int i = 0; i < parameters.length; i += 2) {
      said = said.replace("{" + parameters[i] + "}", String.valueOf(parameters[i + 1]));
    }
    return said;
  }

  /** A name that the server tells in both languages, in the reader's. */
  String either(String english, String chinese) {
    return language.startsWith("zh") ? chinese : english;
  }
}
