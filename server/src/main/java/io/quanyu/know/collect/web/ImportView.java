package io.quanyu.know.collect.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.job.ImportJob;
import io.quanyu.know.collect.internal.job.ImportState;
import io.quanyu.know.collect.internal.job.ReasonCount;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as clients see it.
 *
 * @param reasons most frequent first
 * @param notices what was left out of accepted rows, most frequent first
 * @param documents order kind → distinct documents
 * @param netRevenue currency → decimal in major units
 * @param seconds time spent importing, over all starts of the server
 * @param alreadyImported the request asked for an import that there is already: this is it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
    UUID id,
    ImportKind kind,
    String fileName,
    String channel,
    ImportState state,
    long bytesRead,
    long bytesTotal,
    long rows,
    long accepted,
    long quarantined,
    List<ReasonCount> reasons,
    List<ReasonCount> notices,
    long orders,
    Map<String, Long> documents,
    long customers,
    Map<String, String> netRevenue,
    BigDecimal seconds,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Failure failure,
    @Nullable String currency,
    @Nullable String zone,
    ImportMapping mapping,
    boolean isReplay,
    boolean alreadyImported) {

  /** Why an import failed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(String title, @Nullable String detail) {}

  static ImportView of(ImportJob job) {
    return of(job, false);
  }

  static ImportView of(ImportJob job, boolean alreadyImported) {
    var counts = job.counts();
    return new ImportView(
        job.id(),
        job.kind(),
        job.fileName(),
        job.channel(),
        job.state(),
        counts.bytesRead(),
        bytesTotal(job),
        counts.rows(),
        counts.accepted(),
        counts.quarantined(),
        byCount(counts.reasons()),
        byCount(counts.notices()),
        job.orders(),
        documents(counts.documents()),
        job.customers(),
        decimals(counts.netRevenueMinor()),
        BigDecimal.valueOf(counts.busyMs(), 3),
        job.startedAt(),
        job.finishedAt(),
        job.failure() == null ? null : new Failure(job.failure(), null),
        job.currency(),
        job.zone(),
        job.mapping(),
        job.replaysJobNo() != null,
        alreadyImported);
  }

  /** A file's size differs from what is read of it: the stored form is sealed. */
  private static long bytesTotal(ImportJob job) {
    return job.state() == ImportState.COMPLETED ? job.counts().bytesRead() : job.fileBytes();
  }

  private static List<ReasonCount> byCount(List<ReasonCount> reasons) {
    return reasons.stream()
        .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
        .toList();
  }

  /** Order kinds as clients write them. */
  static Map<String, Long> documents(Map<OrderKind, Long> byKind) {
    var documents = new TreeMap<String, Long>();
    byKind.forEach((kind, count) -> documents.put(kind.name().toLowerCase(Locale.ROOT), count));
    return documents;
  }

  /** Minor units as decimals in major units. */
  static Map<String, String> decimals(Map<String, Long> minor) {
    var decimals = new TreeMap<String, String>();
    minor.forEach((currency, amount) ->
        decimals.put(
            currency,
            BigDecimal.valueOf(amount, Currency.getInstance(currency).getDefaultFractionDigits())
                .toPlainString()));
    return decimals;
  }
}
