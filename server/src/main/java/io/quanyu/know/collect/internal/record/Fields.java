package io.quanyu.know.collect.internal.record;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.mapping.DecimalText;
import io.quanyu.know.collect.internal.mapping.ImportField;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.collect.internal.mapping.MissingValue;
import io.quanyu.know.collect.internal.mapping.MomentText;
import io.quanyu.know.collect.internal.mapping.PhoneText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mapped fields of the current row, by name and type. A value that is needed and bad refuses
 * the row; one that is merely useful is left out and noticed. Not thread-safe.
 */
final class Fields {
  /** Codes and numbers: keys of our tables. */
  private static final int KEY_CHARS_MAX = 200;

  /** Names, addresses, attributes. */
  private static final int TEXT_CHARS_MAX = 2_000;

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,250}\\.[^@\\s.]{2,63}");

  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, String> constants;
  private final Map<String, Integer> attributes = new LinkedHashMap<>();
  private final Map<String, String> slugs = new HashMap<>();
  private final MomentText moments;
  private final PhoneText phones;
  private final ArrayList<String> notices = new ArrayList<>();
  private List<String> cells = List.of();

  Fields(ImportMapping mapping, List<String> columns, @Nullable ZoneId zone) {
    for (ImportField field : ImportFields.of(mapping.kind())) {
      slugs.put(field.field(), field.slug());
      var column = mapping.columns().get(field.field());
      if (column != null) {
        this.columns.put(field.field(), columns.indexOf(column));
      }
    }
    for (var attribute : mapping.attributes()) {
      attributes.put(attribute, columns.indexOf(attribute));
    }
    this.constants = mapping.constants();
    this.moments = new MomentText(zone, mapping.dateFormat());
    this.phones = new PhoneText(constants.getOrDefault(ImportMapping.PHONE_REGION, "CN"));
  }

  void moveTo(List<String> row) {
    cells = row;
    notices.clear();
  }

  List<String> notices() {
    return notices.isEmpty() ? List.of() : List.copyOf(notices);
  }

  /** The value as written, without space around; null if there is none. */
  @Nullable String raw(String field) {
    var column = columns.get(field);
    var value = column == null ? "" : cells.get(column).strip();
    return value.isEmpty() ? constants.get(field) : value;
  }

  /** Free text, at most {@value #TEXT_CHARS_MAX} characters; longer is cut and noticed. */
  @Nullable String text(String field) {
    var value = raw(field);
    if (value == null || value.length() <= TEXT_CHARS_MAX) {
      return value;
    }
    notices.add("cut-" + slugs.get(field));
    return value.substring(
        0,
        Character.isHighSurrogate(value.charAt(TEXT_CHARS_MAX - 1))
            ? TEXT_CHARS_MAX - 1
            : TEXT_CHARS_MAX);
  }

  /** A code that tells things apart; words for "none" are none. */
  @Nullable String key(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    if (value.length() > KEY_CHARS_MAX) {
      throw new RowRefusedException("too-long-" + slugs.get(field));
    }
    return value;
  }

  String requiredKey(String field) {
    return required(field, key(field));
  }

  @Nullable BigDecimal decimal(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    var number = DecimalText.parse(value);
    if (number == null) {
      throw new RowRefusedException("bad-number");
    }
    return number;
  }

  BigDecimal requiredDecimal(String field) {
    return required(field, decimal(field));
  }

  Instant requiredInstant(String field) {
    var value = required(field, raw(field));
    var instant = moments.instantOf(value);
    if (instant == null) {
      throw new RowRefusedException("bad-date");
    }
    return instant;
  }

  @Nullable Instant usefulInstant(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    return noticed(field, moments.instantOf(value));
  }

  @Nullable LocalDate usefulDate(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    return noticed(field, moments.dateOf(value));
  }

  /** E.164. */
  @Nullable String usefulPhone(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    if (PhoneText.isMasked(value)) {
      notices.add("masked-phone");
      return null;
    }
    return noticed(field, phones.parse(value));
  }

  @Nullable String usefulEmail(String field) {
    var value = raw(field);
    if (value == null || MissingValue.is(value)) {
      return null;
    }
    var address = value.toLowerCase(Locale.ROOT);
    return noticed(field, EMAIL.matcher(address).matches() ? address : null);
  }

  /** As people and systems write it; WeChat's 1 is male, 2 is female, 0 unknown. */
  @Nullable Gender usefulGender(String field) {
    var value = raw(field);
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "男", "男性", "男士", "先生", "m", "male", "1" -> Gender.MALE;
      case "女", "女性", "女士", "小姐", "f", "female", "2" -> Gender.FEMALE;
      case "0", "未知", "保密", "其他", "u", "x", "other", "unknown", "-", "null", "none" -> null;
      default -> noticed(field, null);
    };
  }

  /** The row's own currency; null if it does not tell. */
  @Nullable Currency currency() {
    var value = raw(ImportFields.CURRENCY);
    if (value == null) {
      return null;
    }
    try {
      var code = value.toUpperCase(Locale.ROOT);
      return Currency.getInstance(code.equals("RMB") || code.equals("人民币") ? "CNY" : code);
    } catch (IllegalArgumentException e) {
      throw new RowRefusedException("bad-currency");
    }
  }

  /** The columns kept under their own name that have a value. */
  Map<String, String> attributes() {
    if (attributes.isEmpty()) {
      return Map.of();
    }
    var values = new LinkedHashMap<String, String>();
    attributes.forEach((name, column) -> {
      var value = cells.get(column).strip();
      if (value.length() > TEXT_CHARS_MAX) {
        notices.add("too-long-attribute");
      } else if (!value.isEmpty()) {
        values.put(name, value);
      }
    });
    return values;
  }

  String constant(String name, String otherwise) {
    return constants.getOrDefault(name, otherwise);
  }

  private <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new RowRefusedException("missing-" + slugs.get(field));
    }
    return value;
  }

  private <T> @Nullable T noticed(String field, @Nullable T value) {
    if (value == null) {
      notices.add("bad-" + slugs.get(field));
    }
    return value;
  }
}
