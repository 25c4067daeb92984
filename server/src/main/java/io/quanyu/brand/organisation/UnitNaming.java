package io.quanyu.brand.organisation;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a unit is called, by people and by systems.
 *
 * @param name 1 to {@value #NAME_LENGTH_MAX} characters
 * @param codes at most {@value #CODES_MAX}, by system and code; doubles count once
 */
public record UnitNaming(String name, List<UnitCode> codes) {

  /** Longest name. */
  public static final int NAME_LENGTH_MAX = 200;

  private static final int CODES_MAX = 50;

  private static final Comparator<UnitCode> ORDER =
      Comparator.comparing(UnitCode::system).thenComparing(UnitCode::code);

  public UnitNaming {
    name = OneLine.of(name, "name", NAME_LENGTH_MAX);
    if (codes == null
        || codes.size() > CODES_MAX
        || codes.stream().anyMatch(code -> code == null)) {
      throw new IllegalArgumentException("codes must be a list of at most " + CODES_MAX);
    }
    var sorted = new TreeSet<>(ORDER);
    sorted.addAll(codes);
    codes = List.copyOf(sorted);
  }
}
