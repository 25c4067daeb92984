package io.quanyu.know.collect.internal.record;

import java.util.List;

/** What came of one row. */
public sealed interface ParsedRow {

  /**
   * The slug of a row about a person who was erased after what it tells. Whoever was erased is
   * looked up for many rows at once, so no parser says it.
   */
  String ERASED = "erased";

  /**
   * The row can be imported.
   *
   * @param notices slugs of optional values that were left out, e.g. {@code bad-birthday}
   */
  record Accepted(ImportRecord record, List<String> notices) implements ParsedRow {}

  /**
   * The row goes to quarantine.
   *
   * @param line where it starts in the file
   * @param reason stable slug, e.g. {@code missing-order-no}
   * @param cells the original cells
   * @param isReadable false if the form was damaged, so that another mapping cannot help
   */
  record Rejected(long line, String reason, List<String> cells, boolean isReadable)
      implements ParsedRow {}
}
