package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.identity.AccountCustomers;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds up imports of files. Customers and order documents that lie in several of them count once,
 * so they are counted from what the imports left behind: the accounts of their rows, and the order
 * lines of their sources without those that a replay accepted later, which are the replay's.
 */
public final class SummingImports {
  /** The most imports that are added up at once. */
  public static final int IMPORTS_MAX = 1_000;

  private final TransactionOperations transactions;
  private final ImportSql jobs;
  private final AccountCustomers accountCustomers;
  private final Purchases purchases;

  public SummingImports(
      TransactionOperations transactions,
      ImportSql jobs,
      AccountCustomers accountCustomers,
      Purchases purchases) {
    this.transactions = transactions;
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
    var sum = new Sum();
    transactions.executeWithoutResult(_ -> jobs.each(ids, sum::add));
    for (var id : ids) {
      if (!sum.found.contains(id)) {
        throw new ProblemException(
            CollectProblem.IMPORT_NOT_FOUND, "There is no import " + id + ".");
      }
    }
    return new ImportSummary(
        ids.size(),
        sum.rows,
        sum.accepted,
        sum.quarantined,
        documents(sum.orders),
        accountCustomers.of(sum.accounts).getLongCardinality(),
        sum.revenue,
        sum.busyMs);
  }

  /**
   * @param orders source by number of the jobs that brought orders
   */
  private Map<OrderKind, Long> documents(Map<Integer, UUID> orders) {
    return orders.isEmpty()
        ? Map.of()
        : purchases.countDocuments(orders.values(), jobs.linesAcceptedByReplays(orders.keySet()));
  }

  private static final class Sum {
    private final Set<UUID> found = new HashSet<>();
    private final RoaringBitmap accounts = new RoaringBitmap();
    private final Map<String, Long> revenue = new TreeMap<>();
    private final Map<Integer, UUID> orders = new HashMap<>();
    private long rows;
    private long accepted;
    private long quarantined;
    private long busyMs;

    private void add(ImportJob job) {
      if (job.replaysJobNo() != null) {
        throw refused(job.id() + " ran rejected rows again; name the import of the file.");
      }
      found.add(job.id());
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
        orders.put(job.jobNo(), job.source());
      }
    }
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED, detail, List.of(new FieldError("ids", detail)));
  }
}
