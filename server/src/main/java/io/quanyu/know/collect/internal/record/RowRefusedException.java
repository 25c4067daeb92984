package io.quanyu.know.collect.internal.record;

/** Ends the parsing of one row; becomes {@link ParsedRow.Rejected} in {@link RowParser}. */
final class RowRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowRefusedException(String reason) {
    // Without stack trace: a hostile file refuses every row.
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
