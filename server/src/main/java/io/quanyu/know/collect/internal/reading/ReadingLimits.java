package io.quanyu.know.collect.internal.reading;

/**
 * What a file may ask of us. Every number bounds memory or work per row, so that a hostile file
 * costs no more than a large honest one.
 */
public final class ReadingLimits {
  /** A longer row is quarantined; the longest honest one we know is a page of product text. */
  public static final int ROW_CHARS_MAX = 256 * 1024;

  /** A longer cell is quarantined: it will not fit into any field that we map. */
  public static final int CELL_CHARS_MAX = 64 * 1024;

  /** More columns than any export has; also the most keys of a JSON line. */
  public static final int COLUMNS_MAX = 500;

  /** Deflate reaches 1,032:1 on zeros; honest tables stay below 60:1. */
  public static final int INFLATION_RATIO_MAX = 200;

  /** Small files may inflate freely up to here: constants make short files compress extremely. */
  public static final long INFLATED_BYTES_FREE = 32L << 20;

  /** A workbook is held in memory while it is read. Larger tables should come as CSV. */
  public static final int WORKBOOK_BYTES_MAX = 64 << 20;

  /** Shared strings of a workbook are held in memory, inflated. */
  public static final long WORKBOOK_STRINGS_BYTES_MAX = 256L << 20;

  /** How much of a file is looked at to tell its encoding. */
  public static final int DETECTION_BYTES_MAX = 64 << 20;

  /** How many rows are looked at to tell header, delimiter and JSON keys. */
  public static final int DETECTION_ROWS = 1_000;

  private ReadingLimits() {}
}
