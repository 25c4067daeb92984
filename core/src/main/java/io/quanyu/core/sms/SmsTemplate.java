package io.quanyu.core.sms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The body of a text with variables, written {@code ${name}}. A name starts with a letter of any
 * script and goes on with letters, digits and {@code _}.
 *
 * @param text the body as an operator wrote it, at most {@link #LENGTH_MAX} characters
 */
public record SmsTemplate(String text) {

  /** Longer than any text that can be sent, so that names of variables have room. */
  public static final int LENGTH_MAX = 2_000;

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(\\p{L}[\\p{L}\\p{N}_]{0,31}+)\\}");

  /** What became of a template for one customer. */
  public sealed interface Rendering {

    /** Ready to be signed and sent. */
    record Rendered(String body) implements Rendering {}

    /**
     * The customer lacks values: send nothing rather than "Dear ,".
     *
     * @param names of the variables without a value, in the order of the text; never empty
     */
    record Incomplete(List<String> names) implements Rendering {
      public Incomplete {
        names = List.copyOf(names);
      }
    }
  }

  public SmsTemplate {
    if (text.isBlank() || text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a template has 1 to " + LENGTH_MAX + " characters");
    }
    if (SmsSignature.hasBracket(text)) {
      throw new IllegalArgumentException("the signature is added when sending, so no 【】");
    }
    if (VARIABLE.matcher(text).replaceAll("_").contains("${")) {
      throw new IllegalArgumentException("a variable is written ${name}: " + text);
    }
  }

  /** Names of the variables, in the order in which they first appear. */
  public SequencedSet<String> variables() {
    var names = new LinkedHashSet<String>();
    VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return Collections.unmodifiableSequencedSet(names);
  }

  /**
   * The text for one customer.
   *
   * <p>Values are foreign: a nickname may hold anything. Nothing in a value is taken for a
   * variable, its 【】 become 「」 so that it forges no signature, and line breaks and other control
   * characters become spaces.
   *
   * @param values by name; a blank value counts as missing, a name that is not used is ignored
   */
  public Rendering render(Map<String, String> values) {
    var missing = new ArrayList<String>();
    for (var name : variables()) {
      if (values.getOrDefault(name, "").isBlank()) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      return new Rendering.Incomplete(missing);
    }
    var body = new StringBuilder(text.length());
    int written = 0;
    var variable = VARIABLE.matcher(text);
    while (variable.find()) {
      body.append(text, written, variable.start());
      body.append(harmless(values.getOrDefault(variable.group(1), "")));
      written = variable.end();
    }
    return new Rendering.Rendered(body.append(text, written, text.length()).toString());
  }

  private static String harmless(String value) {
    var harmless = new StringBuilder(value.length());
    value
        .strip()
        .codePoints()
        .map(character ->
            switch (character) {
              case SmsSignature.OPEN -> '「';
              case SmsSignature.CLOSE -> '」';
              default -> Character.isISOControl(character) ? ' ' : character;
            })
        .forEach(harmless::appendCodePoint);
    return harmless.toString();
  }
}
