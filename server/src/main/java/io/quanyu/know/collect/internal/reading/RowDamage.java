package io.quanyu.know.collect.internal.reading;

/** Why a row's form cannot be trusted. */
public enum RowDamage {
  /** A quote is opened and never closed, or text follows a closing quote. */
  BAD_QUOTE("bad-quote"),
  /** More cells than columns: a delimiter inside a value was not quoted. */
  TOO_MANY_CELLS("too-many-cells"),
  /** Fewer cells than columns: the row was cut off. */
  TOO_FEW_CELLS("too-few-cells"),
  /** Longer than {@link ReadingLimits#ROW_CHARS_MAX} or {@link ReadingLimits#CELL_CHARS_MAX}. */
  TOO_LONG("too-long"),
  /** Bytes that mean nothing in the encoding of the file. */
  BAD_ENCODING("bad-encoding"),
  /** Characters that no text has: NUL, half of a surrogate pair. */
  BAD_CHARACTER("bad-character"),
  /** Not one JSON object. */
  BAD_JSON("bad-json");

  private final String slug;

  RowDamage(String slug) {
    this.slug = slug;
  }

  /** The stable name that reports and the console use. */
  public String slug() {
    return slug;
  }
}
