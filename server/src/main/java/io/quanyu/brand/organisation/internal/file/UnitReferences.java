package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.UnitCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds units by what files call them: the id, {@code system:code}, or a code alone if it names one
 * unit only.
 */
final class UnitReferences {

  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Set<Integer>> byCode = new HashMap<>();

  void add(int unitNo, UUID id, List<UnitCode> codes) {
    exact.put(id.toString(), unitNo);
    codes.forEach(code -> add(unitNo, code));
  }

  void add(int unitNo, UnitCode code) {
    exact.put(written(code), unitNo);
    byCode.computeIfAbsent(code.code(), _ -> new HashSet<>()).add(unitNo);
  }

  /**
   * The unit that a text names.
   *
   * @throws IllegalArgumentException in words for people, if it names none or several
   */
  int find(String column, String text) {
    var unitNo = exact.get(text);
    if (unitNo != null) {
      return unitNo;
    }
    var units = byCode.getOrDefault(text, Set.of());
    if (units.size() != 1) {
      throw new IllegalArgumentException(
          "%s: “%s” names %s"
              .formatted(
                  column, text, units.isEmpty() ? "no unit" : "several units; write system:code"));
    }
    return units.iterator().next();
  }

  /** What a file calls a unit: its store code if it has one, else another code, else its id. */
  static String written(UUID id, List<UnitCode> codes) {
    return codes.stream()
        .filter(code -> code.system().equals(UnitCode.ORDERS))
        .findFirst()
        .or(() -> codes.stream().findFirst())
        .map(UnitReferences::written)
        .orElseGet(id::toString);
  }

  private static String written(UnitCode code) {
    return code.system() + ":" + code.code();
  }
}
