package io.quanyu.know.collect.internal.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object a line. The cells of a row are the object's values as text; an object inside is
 * one cell with its JSON text and, one level deep, a cell {@code outer.inner} for each of its
 * values. Keys that are no column of the layout are not seen: columns were told from the first
 * rows, all keys of which are columns.
 */
final class JsonLinesRowSource implements RowSource {
  private static final int DEPTH_MAX = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(ReadingLimits.ROW_CHARS_MAX)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Lines lines;
  private final TextFile text;
  private final Map<String, Integer> columns = new HashMap<>();

  JsonLinesRowSource(TextFile text, List<String> columns) {
    this.text = text;
    this.lines = new Lines(text);
    for (var column : columns) {
      this.columns.put(column, this.columns.size());
    }
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    var line = lines.next();
    if (line == null) {
      return null;
    }
    var shown = List.of(line.text());
    if (line.isCut()) {
      return new SourceRow.Damaged(line.number(), shown, RowDamage.TOO_LONG);
    }
    var damage = Characters.damageOf(shown);
    if (damage != null && damage != RowDamage.TOO_LONG) {
      return new SourceRow.Damaged(line.number(), shown, damage);
    }
    var cells = cellsOf(line.text());
    if (cells == null) {
      return new SourceRow.Damaged(line.number(), shown, RowDamage.BAD_JSON);
    }
    var values = new ArrayList<String>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add("");
    }
    cells.forEach((name, value) -> {
      var index = columns.get(name);
      if (index != null) {
        values.set(index, value);
      }
    });
    damage = Characters.damageOf(values);
    return damage == null
        ? new SourceRow.Whole(line.number(), List.copyOf(values))
        : new SourceRow.Damaged(line.number(), values, damage);
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /** The cells of one line by name, or null when it is not a JSON object. */
  static @Nullable Map<String, String> cellsOf(String line) {
    JsonNode root;
    try {
      root = MAPPER.readTree(line);
    } catch (JacksonException e) {
      return null;
    }
    if (root == null || !root.isObject() || root.size() > ReadingLimits.COLUMNS_MAX) {
      return null;
    }
    var cells = new LinkedHashMap<String, String>();
    for (var property : root.properties()) {
      var value = property.getValue();
      cells.put(property.getKey(), textOf(value));
      if (value.isObject()) {
        for (var inner : value.properties()) {
          cells.putIfAbsent(property.getKey() + "." + inner.getKey(), textOf(inner.getValue()));
        }
      }
    }
    return cells;
  }

  private static String textOf(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
