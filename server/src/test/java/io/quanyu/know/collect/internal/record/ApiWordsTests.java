package io.quanyu.know.collect.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.mapping.FieldType;
import io.quanyu.know.collect.internal.mapping.ImportField;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.collect.internal.reading.RowDamage;
import io.quanyu.know.collect.internal.reading.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The API's document names every field and every slug that an import can answer, no more and no
 * less. The console has a test of its own that it has a word for each of them.
 */
class ApiWordsTests {

  private static final Path DOCUMENT = Path.of("..", "docs", "api", "openapi.yaml");
  private static final int ROWS_PER_KIND = 30_000;
  private static final String ATTRIBUTE = "note";

  @Test
  void namesEveryField() throws IOException {
    assertThat(documented("FieldName"))
        .isEqualTo(
            Arrays.stream(ImportKind.values())
                .flatMap(kind -> ImportFields.of(kind).stream())
                .map(ImportField::field)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Rows of all kinds whose cells are good, missing or bad by chance tell all reasons there are.
   */
  @Test
  void namesEverySlug() throws IOException {
    var told = new TreeSet<String>();
    for (var damage : RowDamage.values()) {
      told.add(damage.slug());
    }
    for (var kind : ImportKind.values()) {
      addSlugsOf(kind, told);
    }
    told.add(ParsedRow.ERASED);

    assertThat(documented("ReasonSlug")).isEqualTo(told);
  }

  private static void addSlugsOf(ImportKind kind, Set<String> told) {
    var fields = ImportFields.of(kind);
    var columns = new ArrayList<>(fields.stream().map(ImportField::field).toList());
    var mapped = new HashMap<String, String>();
    columns.forEach(column -> mapped.put(column, column));
    columns.add(ATTRIBUTE);
    var parser =
        new RowParser(
            new ImportMapping(kind, mapped, java.util.Map.of(), List.of(ATTRIBUTE), null, null),
            columns,
            new ImportTerms("web", null, ZoneOffset.UTC, Instant.parse("2026-01-01T00:00:00Z")));
    var random = new Random(20_261_122);
    for (int line = 1; line <= ROWS_PER_KIND; line++) {
      // Few bad cells in some rows, many in others: one bad cell hides those read after it.
      double badShare = random.nextDouble() * 0.9;
      var cells = new ArrayList<String>();
      for (var field : fields) {
        cells.add(random.nextDouble() < badShare ? bad(field, random) : good(field));
      }
      cells.add(random.nextDouble() < badShare ? "x".repeat(2_001) : "red");
      switch (parser.parse(new SourceRow.Whole(line, cells))) {
        case ParsedRow.Accepted(var _, var notices) -> told.addAll(notices);
        case ParsedRow.Rejected rejected -> told.add(rejected.reason());
      }
    }
  }

  private static String good(ImportField field) {
    return switch (field.field()) {
      case ImportFields.CURRENCY -> "GBP";
      case ImportFields.PROPERTIES -> "{\"page\":\"home\"}";
      default ->
          switch (field.type()) {
            case TEXT -> "a";
            case DECIMAL -> "2";
            case INSTANT -> "2026-01-02 03:04:05";
            case DATE -> "2026-01-02";
            case PHONE -> "13800001111";
            case EMAIL -> "a@example.com";
            case ENUM -> "female";
          };
    };
  }

  private static String bad(ImportField field, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "@";
      case 2 -> "x".repeat(field.type() == FieldType.TEXT ? 2_001 : 20);
      default ->
          switch (field.type()) {
            case DECIMAL -> "999999999999999";
            case PHONE -> "138****1111";
            default -> "";
          };
    };
  }

  private static Set<String> documented(String schema) throws IOException {
    var named =
        Pattern.compile("^    " + schema + ":.*enum: \\[([^]]*)]", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENT));
    assertThat(named.find()).as("schema " + schema + " with its values in one line").isTrue();
    return new TreeSet<>(List.of(named.group(1).split(", ")));
  }
}
