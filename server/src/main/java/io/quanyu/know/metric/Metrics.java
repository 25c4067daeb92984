package io.quanyu.know.metric;

import io.quanyu.core.rfm.LifecycleRules;
import io.quanyu.core.rfm.LifecycleStage;
import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.know.metric.internal.MetricSql;
import io.quanyu.know.purchase.PurchaseTotals;
import io.quanyu.know.purchase.Purchases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** The metrics of all customers. */
@Service
public final class Metrics {

  /** Customers recomputed by one statement; bounds memory and the length of the statement. */
  private static final int BLOCK = 20_000;

  private final Purchases purchases;
  private final MetricSql sql;

  public Metrics(Purchases purchases, MetricSql sql) {
    this.purchases = purchases;
    this.sql = sql;
  }

  /**
   * Recomputes the metrics of customers from their order facts. Runs in the caller's transaction,
   * which must be the one that changed the facts.
   *
   * @param customers whose orders are not what they were, those who lost orders included
   */
  public void refresh(RoaringBitmap customers) {
    for (var block : blocks(customers)) {
      sql.replace(block, totalsOf(block));
    }
  }

  /** The metrics of one customer, by currency; empty without order facts. */
  public List<CustomerMetrics> of(int customerNo) {
    return sql.of(RoaringBitmap.bitmapOf(customerNo));
  }

  /** The metrics of some customers, by customer number and currency. */
  public List<CustomerMetrics> of(RoaringBitmap customers) {
    return sql.of(customers);
  }

  /**
   * Customers whose metric lies in (or outside) a range; only customers that have the metric.
   *
   * @param asOf the moment that days are counted back from
   */
  public RoaringBitmap find(MetricInRange query, Instant asOf) {
    return sql.find(query, asOf);
  }

  /** Buyers in each stage that buyers can be in. */
  public Map<LifecycleStage, RoaringBitmap> buyersByStage(LifecycleRules rules, Instant asOf) {
    return sql.buyersByStage(rules, asOf);
  }

  /** Currencies in which anybody has order facts, in alphabetical order. */
  public List<String> currencies() {
    return sql.currencies();
  }

  /**
   * Compares all metrics with a full recomputation from the order facts. The answer is 0 as long as
   * every change of facts refreshed the metrics of those it touched; a chunk that commits while the
   * check runs is not counted, because each block is compared in one snapshot.
   *
   * @return rows that differ, are missing or should not be there
   */
  public long drift() {
    long differing = 0;
    for (var block : blocks(sql.customers())) {
      differing += sql.differing(block, () -> totalsOf(block));
    }
    return differing;
  }

  private List<CustomerMetrics> totalsOf(RoaringBitmap customers) {
    return purchases.totalsOf(customers).stream().map(Metrics::metrics).toList();
  }

  private static CustomerMetrics metrics(PurchaseTotals totals) {
    return new CustomerMetrics(
        totals.customerNo(),
        totals.currency().getCurrencyCode(),
        totals.saleOrders(),
        totals.cancelledOrders(),
        totals.units(),
        totals.netRevenueMinor(),
        totals.saleRevenueMinor(),
        totals.firstOrderAt(),
        totals.lastOrderAt());
  }

  private static Iterable<RoaringBitmap> blocks(RoaringBitmap customers) {
    return () -> new Blocks(customers, BLOCK);
  }
}
