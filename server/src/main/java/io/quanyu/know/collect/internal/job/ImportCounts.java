package io.quanyu.know.collect.internal.job;

import io.quanyu.know.purchase.OrderKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What an import has done so far. Changes only by a committed chunk: {@link #plus} makes new
 * counts, which count when the chunk's transaction did.
 *
 * @param nextLine the first line that no committed chunk holds
 * @param bytesRead of the stored file
 * @param rows accepted and quarantined
 * @param netRevenueMinor currency → sum of the lines' totals, minor units
 * @param documents order kind → distinct documents; while the import runs, one that lies in two
 *     chunks counts twice
 * @param reasons why rows were quarantined
 * @param notices what was left out of accepted rows
 * @param accounts numbers of the accounts of accepted rows; never changed once handed over
 * @param busyMs time spent importing
 */
public record ImportCounts(
    long nextLine,
    long bytesRead,
    long rows,
    long accepted,
    long quarantined,
    Map<String, Long> netRevenueMinor,
    Map<OrderKind, Long> documents,
    List<ReasonCount> reasons,
    List<ReasonCount> notices,
    RoaringBitmap accounts,
    long busyMs) {

  /** Nothing done yet. */
  public static final ImportCounts NONE =
      new ImportCounts(
          1, 0, 0, 0, 0, Map.of(), Map.of(), List.of(), List.of(), new RoaringBitmap(), 0);

  public ImportCounts {
    netRevenueMinor = Map.copyOf(netRevenueMinor);
    documents = Map.copyOf(documents);
    reasons = List.copyOf(reasons);
    notices = List.copyOf(notices);
  }

  /** How many documents of all kinds. */
  public long orders() {
    return documents.values().stream().mapToLong(Long::longValue).sum();
  }

  /** These and a chunk more. */
  ImportCounts plus(ImportChunk chunk, RoaringBitmap chunkAccounts, long chunkMs) {
    var revenue = new TreeMap<>(netRevenueMinor);
    chunk
        .netRevenueMinor()
        .forEach((currency, minor) -> revenue.merge(currency, minor, Math::addExact));
    var kinds = new TreeMap<>(documents);
    chunk.documents().values().forEach(kind -> kinds.merge(kind, 1L, Long::sum));
    return new ImportCounts(
        chunk.nextLine(),
        chunk.bytesRead(),
        rows + chunk.rows(),
        accepted + chunk.records().size(),
        quarantined + chunk.rejected().size(),
        revenue,
        kinds,
        sum(reasons, chunk.reasons()),
        sum(notices, chunk.notices()),
        RoaringBitmap.or(accounts, chunkAccounts),
        busyMs + chunkMs);
  }

  private static List<ReasonCount> sum(List<ReasonCount> some, Collection<ReasonCount> more) {
    var byReason = new LinkedHashMap<String, ReasonCount>();
    some.forEach(count -> byReason.put(count.reason(), count));
    more.forEach(count -> byReason.merge(count.reason(), count, ReasonCount::and));
    return List.copyOf(byReason.values());
  }
}
