package io.quanyu.brand.organisation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a system calls a unit. A code names one unit; a unit may have several, also of one system.
 *
 * @param system 1 to 50 of a–z, 0–9, dot, underscore, hyphen; capitals are lowered
 * @param code 1 to 100 characters, as the system writes it
 */
public record UnitCode(String system, String code) {

  /** The system of the store codes that orders and store files carry. */
  public static final String ORDERS = "orders";

  private static final Pattern SYSTEM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");

  private static final int CODE_LENGTH_MAX = 100;

  public UnitCode {
    system = OneLine.of(system, "system", 50).toLowerCase(Locale.ROOT);
    if (!SYSTEM.matcher(system).matches()) {
      throw new IllegalArgumentException(
          "system must have 1 to 50 of a–z, 0–9, dot, underscore and hyphen");
    }
    code = OneLine.of(code, "code", CODE_LENGTH_MAX);
  }

  /** Whether a text can be a code as it is. */
  public static boolean isCode(String text) {
    return OneLine.is(text, CODE_LENGTH_MAX);
  }
}
