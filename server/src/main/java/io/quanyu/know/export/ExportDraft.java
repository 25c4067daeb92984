package io.quanyu.know.export;

import java.util.HashSet;
import java.util.List;

/**
 * What somebody asks to take out.
 *
 * @param columns in the order of the file
 * @param isClear personal values as they are; else masked
 * @param purpose what the file is needed for, 4 to 200 characters
 */
public record ExportDraft(
    ExportSource source, List<ExportColumn> columns, boolean isClear, String purpose) {

  /** Bounds of {@link #purpose}. */
  public static final int PURPOSE_CHARS_MIN = 4;

  public static final int PURPOSE_CHARS_MAX = 200;

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  public ExportDraft {
    if (source == null) {
      throw new IllegalArgumentException("source is missing");
    }
    if (columns == null || columns.isEmpty() || columns.contains(null)) {
      throw new IllegalArgumentException("columns must name at least one column");
    }
    if (new HashSet<>(columns).size() != columns.size()) {
      throw new IllegalArgumentException("columns must name each column once");
    }
    purpose = purpose == null ? "" : purpose.strip();
    if (purpose.length() < PURPOSE_CHARS_MIN || purpose.length() > PURPOSE_CHARS_MAX) {
      throw new IllegalArgumentException(
          "purpose must have %d to %d characters".formatted(PURPOSE_CHARS_MIN, PURPOSE_CHARS_MAX));
    }
    columns = List.copyOf(columns);
    // In clear is only what can be masked.
    isClear = isClear && columns.stream().anyMatch(ExportColumn::isPersonal);
  }
}
