package io.quanyu.know.collect.internal.reading;

import java.util.List;

/**
 * One row of a file. Lines count from 1 and include the header; a row that spans lines has the
 * number of its first.
 */
public sealed interface SourceRow {

  /** Where the row starts in the file. */
  long line();

  /** What could be read, one value a column. Absent values are empty strings. */
  List<String> values();

  /** A row in good form: exactly one value for each column. */
  record Whole(long line, List<String> values) implements SourceRow {}

  /**
   * A row that cannot be trusted. {@code values} holds what was readable, for the operator to look
   * at; it may have any length.
   */
  record Damaged(long line, List<String> values, RowDamage damage) implements SourceRow {}
}
