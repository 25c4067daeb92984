package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.identity.AccountCustomers;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/**
 * Adds up imports of files. Customers and order documents that lie in several of them count once,
 * so they are counted from what the imports left behind: the accounts of their rows, and the order
 * lines of their sources without those that a replay accepted later, which are the replay's.
 */
public final class SummingImports {
  /** The most imports that are added up at once. */
  public static final int IMPORTS_MAX = 1_000;

  private final ImportSql jobs;
  private final AccountCustomers accountCustomers;
  private final Purchases purchases;

  public SummingImports(ImportSql jobs, AccountCustomers accountCustomers, Purchases purchases) {
    this.jobs = jobs;
    this.accountCustomers = accountCustomers;
    this.purchases = purchases;
  }

  /**
   * The sum of imports; an import that is under way counts with what it has done so far.
   *
   * @param ids one to {@value #IMPORTS_MAX}
   * @throws ProblemException if there are none or too many, one is unknown or is a replay
   */
  public ImportSummary sum(Set<UUID> ids) {
    if (ids.isEmpty() || ids.size() > IMPORTS_MAX) {
      throw refused("Name one to %,d imports.".formatted(IMPORTS_MAX));
    }
    long rows = 0;
    long accepted = 0;
    long quarantined = 0;
    long busyMs = 0;
    var revenue = new TreeMap<String, Long>();
    var accounts = new RoaringBitmap();
    var sources = new HashSet<UUID>();
    var replayed = new ArrayList<LineKey>();
    for (var id : ids) { // one after the other: a job holds the accounts of all its rows
      var job = find(id);
      var counts = job.counts();
      rows += counts.rows();
      accepted += counts.accepted();
      quarantined += counts.quarantined();
      busyMs += counts.busyMs();
      counts
          .netRevenueMinor()
          .forEach((currency, minor) -> revenue.merge(currency, minor, Math::addExact));
      accounts.or(counts.accounts());
      if (job.kind() == ImportKind.ORDERS) {
        sources.add(job.source());
        for (long line : jobs.linesAcceptedByReplays(job.jobNo())) {
          replayed.add(new LineKey(job.source(), line));
        }
      }
    }
    return new ImportSummary(
        ids.size(),
        rows,
        accepted,
        quarantined,
        documents(sources, replayed),
        accountCustomers.of(accounts).getLongCardinality(),
        revenue,
        busyMs);
  }

  private Map<OrderKind, Long> documents(Set<UUID> sources, List<LineKey> replayed) {
    return sources.isEmpty() ? Map.of() : purchases.countDocuments(sources, replayed);
  }

  private ImportJob find(UUID id) {
    var job =
        jobs.find(id)
            .orElseThrow(() ->
                new ProblemException(
                    CollectProblem.IMPORT_NOT_FOUND, "There is no import " + id + "."));
    if (job.replaysJobNo() != null) {
      throw refused(id + " ran rejected rows again; name the import of the file.");
    }
    return job;
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED, detail, List.of(new FieldError("ids", detail)));
  }
}
