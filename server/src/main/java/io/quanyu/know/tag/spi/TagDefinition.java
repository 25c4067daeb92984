package io.quanyu.know.tag.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a tag is.
 *
 * @param code stable name in conditions, lower case with underscores
 * @param nameZh shown in Chinese
 * @param nameEn shown in English
 * @param values known values in the order in which they are shown, with their names; other values
 *     may occur and are shown as they are
 */
public record TagDefinition(
    String code, TagKind kind, String nameZh, String nameEn, SequencedMap<String, Names> values) {

  /** How a value is called. */
  public record Names(String zh, String en) {}

  public TagDefinition {
    values = new LinkedHashMap<>(values);
  }

  /** A tag whose values name themselves. */
  public static TagDefinition plain(String code, TagKind kind, String nameZh, String nameEn) {
    return new TagDefinition(code, kind, nameZh, nameEn, new LinkedHashMap<>());
  }

  /** How the value is called; itself if it has no other name. */
  public Names nameOf(String value) {
    return values.getOrDefault(value, new Names(value, value));
  }

  /** The known values, unmodifiable. */
  @Override
  public SequencedMap<String, Names> values() {
    return Collections.unmodifiableSequencedMap(values);
  }
}
