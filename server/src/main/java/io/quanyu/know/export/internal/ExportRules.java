package io.quanyu.know.export.internal;

import java.time.Duration;

/**
 * The house's rules.
 *
 * @param rowsMax the most customers of a file; bounds memory while it is written, 8 bytes each
 * @param maskedWithoutApproval masked files up to here need nobody else; 0: all do
 * @param openMax requests of one person that have no file yet
 * @param kept how long a file, and a request that nobody decides, is kept
 */
public record ExportRules(int rowsMax, int maskedWithoutApproval, int openMax, Duration kept) {
  public ExportRules {
    if (rowsMax < 1 || maskedWithoutApproval < 0 || openMax < 1 || !kept.isPositive()) {
      throw new IllegalArgumentException("the rules of exports make no sense");
    }
  }

  boolean needsApproval(boolean isClear, long rows) {
    return isClear || rows > maskedWithoutApproval;
  }
}
