package io.quanyu.know.collect.internal.mapping;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.OrderRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses which column is which field, from the names of the columns and from sampled values. */
public final class GuessingMapping {
  private static final List<String> PATTERNS =
      List.of(
          "d/M/yyyy H:mm:ss",
          "d/M/yyyy H:mm",
          "d/M/yyyy",
          "M/d/yyyy H:mm:ss",
          "M/d/yyyy H:mm",
          "M/d/yyyy",
          "d/M/yy H:mm",
          "M/d/yy H:mm",
          "M/d/yyyy h:mm:ss a",
          "d-M-yyyy H:mm",
          "d-MMM-yyyy",
          "d.M.yyyy H:mm:ss",
          "d.M.yyyy H:mm",
          "d.M.yyyy");

  /** Columns that tell who a person is in ways that we do not seal: never kept as attributes. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          ".*(昵称|nick|身份证|证件|idcard|passport|护照|微信号|wechat|qq|地址|address|收货|收件|receiver|电话|手机|phone|mobile|mail|邮箱).*");

  private static final Pattern MAINLAND_MOBILE = Pattern.compile("(\\+?86)?1[3-9]\\d{9}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private GuessingMapping() {}

  /** Why a column was taken for a field. */
  public enum Reason {
    /** The column has the field's own name. */
    NAME,
    /** The column has a known other name of the field. */
    SYNONYM,
    /** The values look like the field. */
    SAMPLES,
    /** A saved mapping of a file with these columns says so. */
    SAVED
  }

  /** One column and the field it was taken for. */
  public record Guessed(String field, String column, Reason reason) {}

  /**
   * A guess.
   *
   * @param mapping perhaps without some required fields: see {@link MappingCheck}
   * @param guessed the columns and the reasons
   * @param needsCurrency the file does not tell the currency of its amounts
   * @param needsZone the file has local times
   */
  public record Guess(
      ImportMapping mapping, List<Guessed> guessed, boolean needsCurrency, boolean needsZone) {}

  /**
   * Guesses.
   *
   * @param kind what the rows are about
   * @param columns names of the file's columns
   * @param rows sampled rows, each with one value a column
   */
  public static Guess of(ImportKind kind, List<String> columns, List<List<String>> rows) {
    var byField = new LinkedHashMap<String, Guessed>();
    var taken = new HashSet<String>();
    byName(kind, columns, byField, taken);
    bySamples(kind, columns, rows, byField, taken);
    var mapped = new LinkedHashMap<String, String>();
    for (var field : ImportFields.of(kind)) {
      var guessed = byField.get(field.field());
      if (guessed != null) {
        mapped.put(field.field(), guessed.column());
      }
    }
    var mapping =
        new ImportMapping(
            kind,
            mapped,
            Map.of(),
            attributesOf(kind, columns, taken),
            kind == ImportKind.ORDERS
                ? rulesOf(valuesOf(columns, rows, mapped.get(ImportFields.ORDER_NO)))
                : null,
            dateFormatOf(kind, columns, rows, mapped));
    return new Guess(
        mapping,
        List.copyOf(byField.values()),
        needsCurrency(mapping),
        needsZone(mapping, columns, rows));
  }

  /** The kind that explains most of the columns; null if none has all that it needs. */
  public static @Nullable ImportKind kindOf(List<String> columns, List<List<String>> rows) {
    ImportKind best = null;
    int bestMapped = 0;
    for (var kind : ImportKind.values()) {
      var guess = of(kind, columns, rows);
      int mapped = guess.mapping().columns().size();
      if (mapped > bestMapped && MappingCheck.missingIn(guess.mapping()).isEmpty()) {
        best = kind;
        bestMapped = mapped;
      }
    }
    return best;
  }

  /** Order rules for a file that comes without: the usual ones, unless its numbers contradict. */
  public static OrderRules rulesOf(List<String> orderNos) {
    var usual = OrderRules.USUAL;
    return new OrderRules(
        contradicted(orderNos, usual::cancels) ? List.of() : usual.cancellationPrefixes(),
        contradicted(orderNos, usual::adjusts) ? List.of() : usual.adjustmentPrefixes(),
        usual.chargeSkus());
  }

  /** Where every other document were a cancellation, the prefix means something else. */
  private static boolean contradicted(List<String> orderNos, Predicate<String> rule) {
    return orderNos.stream().filter(rule).count() * 2 > orderNos.size();
  }

  private static void byName(
      ImportKind kind, List<String> columns, Map<String, Guessed> byField, Set<String> taken) {
    var bare = columns.stream().map(HeaderName::bare).toList();
    for (var field : ImportFields.of(kind)) {
      take(field, columns, bare, HeaderName.bare(field.field()), Reason.NAME, byField, taken);
    }
    for (var field : ImportFields.of(kind)) {
      for (var synonym : field.synonyms()) {
        take(field, columns, bare, synonym, Reason.SYNONYM, byField, taken);
      }
    }
  }

  private static void take(
      ImportField field,
      List<String> columns,
      List<String> bare,
      String name,
      Reason reason,
      Map<String, Guessed> byField,
      Set<String> taken) {
    int index = bare.indexOf(name);
    if (index >= 0 && !byField.containsKey(field.field()) && taken.add(columns.get(index))) {
      byField.put(field.field(), new Guessed(field.field(), columns.get(index), reason));
    }
  }

  private static void bySamples(
      ImportKind kind,
      List<String> columns,
      List<List<String>> rows,
      Map<String, Guessed> byField,
      Set<String> taken) {
    var values = new HashMap<String, List<String>>();
    for (var field : ImportFields.of(kind)) {
      if (byField.containsKey(field.field())) {
        continue;
      }
      var test = lookOf(field);
      if (test == null) {
        continue;
      }
      for (var column : columns) {
        if (!taken.contains(column)
            && nearlyAll(values.computeIfAbsent(column, c -> valuesOf(columns, rows, c)), test)) {
          taken.add(column);
          byField.put(field.field(), new Guessed(field.field(), column, Reason.SAMPLES));
          break;
        }
      }
    }
  }

  /** How values of a field look, where the look alone tells the field. */
  private static @Nullable Predicate<String> lookOf(ImportField field) {
    return switch (field.type()) {
      case PHONE -> value -> MAINLAND_MOBILE.matcher(value).matches();
      case EMAIL -> value -> EMAIL.matcher(value).matches();
      case INSTANT -> field.required() ? GuessingMapping::isMoment : null;
      case TEXT, DECIMAL, DATE, ENUM -> null;
    };
  }

  private static boolean isMoment(String value) {
    return MomentText.tellsZone(value)
        || new MomentText(java.time.ZoneOffset.UTC, null).instantOf(value) != null;
  }

  private static boolean nearlyAll(List<String> values, Predicate<String> test) {
    return !values.isEmpty() && values.stream().filter(test).count() * 10 >= values.size() * 9L;
  }

  private static List<String> attributesOf(
      ImportKind kind, List<String> columns, Set<String> taken) {
    var attributes = new ArrayList<String>();
    if (kind == ImportKind.CUSTOMERS
        || kind == ImportKind.HOUSEHOLDS
        || kind == ImportKind.EVENTS) {
      for (var column : columns) {
        if (!taken.contains(column)
            && !PERSONAL.matcher(column.toLowerCase(Locale.ROOT)).matches()) {
          attributes.add(column);
        }
      }
    }
    return attributes;
  }

  private static @Nullable String dateFormatOf(
      ImportKind kind, List<String> columns, List<List<String>> rows, Map<String, String> mapped) {
    var values = new ArrayList<String>();
    for (var field : ImportFields.of(kind)) {
      if (field.type() == FieldType.INSTANT) {
        values.addAll(valuesOf(columns, rows, mapped.get(field.field())));
      }
    }
    if (values.isEmpty() || nearlyAll(values, GuessingMapping::isMoment)) {
      return null;
    }
    // Day-first stands before month-first: where a sample fits both, the wider habit wins, and
    // most files have a day above twelve that decides.
    for (var pattern : PATTERNS) {
      var moments = new MomentText(java.time.ZoneOffset.UTC, pattern);
      if (values.stream().allMatch(value -> moments.instantOf(value) != null)) {
        return pattern;
      }
    }
    return null;
  }

  private static boolean needsCurrency(ImportMapping mapping) {
    return MappingCheck.needsCurrency(mapping);
  }

  private static boolean needsZone(
      ImportMapping mapping, List<String> columns, List<List<String>> rows) {
    if (mapping.constants().containsKey(ImportMapping.ZONE)) {
      return false;
    }
    // Local is what can be read with a zone only; garbage is neither, and will be quarantined.
    var withoutZone = new MomentText(null, mapping.dateFormat());
    var withZone = new MomentText(java.time.ZoneOffset.UTC, mapping.dateFormat());
    return ImportFields.of(mapping.kind()).stream()
        .filter(field -> field.type() == FieldType.INSTANT)
        .flatMap(field -> valuesOf(columns, rows, mapping.columns().get(field.field())).stream())
        .anyMatch(
            value -> withoutZone.instantOf(value) == null && withZone.instantOf(value) != null);
  }

  /** Whether an import by {@code mapping} needs a zone, as the sampled values tell. */
  public static boolean asksForZone(
      ImportMapping mapping, List<String> columns, List<List<String>> rows) {
    return needsZone(mapping, columns, rows);
  }

  /** The sampled values of a column that are not missing; none for no column. */
  public static List<String> valuesOf(
      List<String> columns, List<List<String>> rows, @Nullable String column) {
    int index = column == null ? -1 : columns.indexOf(column);
    if (index < 0) {
      return List.of();
    }
    return rows.stream()
        .map(row -> row.get(index).strip())
        .filter(v -> !MissingValue.is(v))
        .toList();
  }
}
