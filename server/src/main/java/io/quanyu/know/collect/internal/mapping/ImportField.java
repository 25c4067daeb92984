package io.quanyu.know.collect.internal.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that a column can be mapped to.
 *
 * @param field its name in mappings
 * @param type what its values look like
 * @param required a mapping without it is refused
 * @param oneOfGroup of the fields with the same group at least one must be mapped; null if free
 * @param synonyms other names of it in the exports of shops, as {@link HeaderName} writes them,
 *     most telling first
 */
public record ImportField(
    String field,
    FieldType type,
    boolean required,
    @Nullable String oneOfGroup,
    List<String> synonyms) {

  static ImportField required(String field, FieldType type, String... synonyms) {
    return new ImportField(field, type, true, null, List.of(synonyms));
  }

  static ImportField optional(String field, FieldType type, String... synonyms) {
    return new ImportField(field, type, false, null, List.of(synonyms));
  }

  static ImportField oneOf(String group, String field, FieldType type, String... synonyms) {
    return new ImportField(field, type, false, group, List.of(synonyms));
  }

  /** The field's name in reasons of quarantine: {@code order-no} for {@code orderNo}. */
  public String slug() {
    return field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
