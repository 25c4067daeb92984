package io.quanyu.know.purchase.internal;

import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document is as a whole: a function of the set of its lines, in whatever order and batches
 * they came.
 *
 * @param kind the strongest among its lines, in the order of {@link OrderKind}
 * @param placedAt time of its earliest line
 * @param accountNo whose order it is: of its earliest line that knows; null if none does
 * @param storeCode of its earliest line that knows; null if none does
 * @param netMinor sum of the line totals, minor units
 * @param units sum of the quantities of products, charges left out
 */
record DocumentHeader(
    OrderKind kind,
    Instant placedAt,
    @Nullable Integer accountNo,
    @Nullable String storeCode,
    long netMinor,
    BigDecimal units,
    int lineCount) {

  private static final Comparator<HeaderLine> EARLIEST_FIRST =
      Comparator.comparing(HeaderLine::placedAt).thenComparing(HeaderLine::key);

  /**
   * @param lines at least one
   * @throws ArithmeticException if the sum does not fit into 64 bits
   */
  static DocumentHeader of(Collection<HeaderLine> lines) {
    List<HeaderLine> sorted = lines.stream().sorted(EARLIEST_FIRST).toList();
    var first = sorted.getFirst();
    var kind = first.kind();
    Integer accountNo = null;
    String storeCode = null;
    long netMinor = 0;
    var units = BigDecimal.ZERO;
    for (var line : sorted) {
      kind = line.kind().compareTo(kind) < 0 ? line.kind() : kind;
      accountNo = accountNo == null ? line.accountNo() : accountNo;
      storeCode = storeCode == null ? line.storeCode() : storeCode;
      netMinor = Math.addExact(netMinor, line.totalMinor());
      units = line.itemKind() == ItemKind.PRODUCT ? units.add(line.quantity()) : units;
    }
    return new DocumentHeader(
        kind, first.placedAt(), accountNo, storeCode, netMinor, units, sorted.size());
  }
}
