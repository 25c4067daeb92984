package io.quanyu.know.collect.internal.job;

import io.quanyu.know.purchase.OrderKind;
import java.util.Map;

/**
 * What several imports of files did, taken together.
 *
 * @param imports how many
 * @param rows accepted and quarantined
 * @param documents order kind → documents; one that lies in two files counts once
 * @param customers a customer of two files counts once; as customers are now
 * @param netRevenueMinor currency → sum of the lines' totals, minor units
 * @param busyMs time spent importing
 */
public record ImportSummary(
    int imports,
    long rows,
    long accepted,
    long quarantined,
    Map<OrderKind, Long> documents,
    long customers,
    Map<String, Long> netRevenueMinor,
    long busyMs) {

  public ImportSummary {
    documents = Map.copyOf(documents);
    netRevenueMinor = Map.copyOf(netRevenueMinor);
  }

  /** How many documents of all kinds. */
  public long orders() {
    return documents.values().stream().mapToLong(Long::longValue).sum();
  }
}
