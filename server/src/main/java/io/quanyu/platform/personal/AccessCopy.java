package io.quanyu.platform.personal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a person, in clear, while it is gathered for her: tables by name. Lives in memory
 * only, and belongs to one thread.
 */
public final class AccessCopy {

  private final Map<String, List<Map<String, @Nullable String>>> tables = new LinkedHashMap<>();

  /**
   * Adds rows to a table.
   *
   * @param table in the plural and in English, e.g. {@code orders}; letters and hyphens, because it
   *     becomes the name of a file
   * @param rows each with the same columns in the same order; null where nothing is known
   */
  public void add(String table, List<? extends Map<String, @Nullable String>> rows) {
    if (!table.matches("[a-z-]{1,40}")) {
      throw new IllegalArgumentException("no name of a table: " + table);
    }
    tables.computeIfAbsent(table, _ -> new ArrayList<>()).addAll(rows);
  }

  /** A row from names and values in turn; values become text. */
  public static Map<String, @Nullable String> row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      row.put(String.valueOf(namesAndValues[i]), value == null ? null : value.toString());
    }
    return row;
  }

  /** The tables in the order in which they came. */
  public Map<String, List<Map<String, @Nullable String>>> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Never tells a value. */
  @Override
  public String toString() {
    return "AccessCopy" + tables.keySet();
  }
}
