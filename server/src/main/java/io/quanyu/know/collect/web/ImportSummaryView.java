package io.quanyu.know.collect.web;

import io.quanyu.know.collect.internal.job.ImportSummary;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Several imports, taken together, as clients see them.
 *
 * @param imports how many
 * @param orders distinct documents over all files
 * @param documents order kind → distinct documents over all files
 * @param customers distinct customers over all files
 * @param netRevenue currency → decimal in major units
 * @param seconds time spent importing
 */
record ImportSummaryView(
    int imports,
    long rows,
    long accepted,
    long quarantined,
    long orders,
    Map<String, Long> documents,
    long customers,
    Map<String, String> netRevenue,
    BigDecimal seconds) {

  static ImportSummaryView of(ImportSummary summary) {
    return new ImportSummaryView(
        summary.imports(),
        summary.rows(),
        summary.accepted(),
        summary.quarantined(),
        summary.orders(),
        ImportView.documents(summary.documents()),
        summary.customers(),
        ImportView.decimals(summary.netRevenueMinor()),
        BigDecimal.valueOf(summary.busyMs(), 3));
  }
}
