package io.quanyu.know.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file become the fields of a kind.
 *
 * @param kind what the rows are about
 * @param columns field → name of the column that holds it
 * @param constants field → the value of every row; also {@code currency}, {@code zone}, {@code
 *     phoneRegion} and {@code programme}, which speak about the whole file
 * @param attributes columns kept under their own name: as attributes of customers and households,
 *     as properties of events
 * @param orderRules how order numbers and SKUs tell kinds; null means "as guessed from the file"
 * @param dateFormat pattern such as {@code M/d/yyyy H:mm}; null for ISO-8601 and other year-first
 *     forms
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportMapping(
    ImportKind kind,
    Map<String, String> columns,
    Map<String, String> constants,
    List<String> attributes,
    @Nullable OrderRules orderRules,
    @Nullable String dateFormat) {

  /** The whole-file constant that names the currency of amounts. */
  public static final String CURRENCY = "currency";

  /** The whole-file constant that names the time zone of local times. */
  public static final String ZONE = "zone";

  /** The whole-file constant that names the region of national phone numbers, e.g. CN. */
  public static final String PHONE_REGION = "phoneRegion";

  /** The whole-file constant that names the programme within which member numbers are unique. */
  public static final String PROGRAMME = "programme";

  /** Within it member numbers, unionids and WeCom ids are unique, unless the mapping says else. */
  public static final String OWN_PROGRAMME = "brand";

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  public ImportMapping {
    if (kind == null) {
      throw new IllegalArgumentException("a mapping needs a kind");
    }
    columns = copyOf(columns);
    constants = copyOf(constants);
    attributes = attributes == null ? List.of() : List.copyOf(attributes);
  }

  /** The same mapping with other order rules. */
  public ImportMapping withOrderRules(OrderRules rules) {
    return new ImportMapping(kind, columns, constants, attributes, rules, dateFormat);
  }

  private static Map<String, String> copyOf(@Nullable Map<String, String> map) {
    if (map == null) {
      return Map.of();
    }
    map.forEach((field, value) -> {
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException("field " + field + " of the mapping is blank");
      }
    });
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
