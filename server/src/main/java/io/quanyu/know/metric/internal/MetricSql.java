package io.quanyu.know.metric.internal;

import static io.quanyu.know.metric.internal.db.Tables.CUSTOMER_METRIC;

import io.quanyu.core.rfm.LifecycleRules;
import io.quanyu.core.rfm.LifecycleStage;
import io.quanyu.core.rfm.Rfm;
import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.core.segment.Metric;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.platform.database.NumberSets;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that is asked of the table of metrics, each as one statement over all customers. */
@Repository
public class MetricSql {

  private final DSLContext dsl;
  private final NumberSets sets;
  private final TransactionTemplate snapshot;

  public MetricSql(DSLContext dsl, NumberSets sets, PlatformTransactionManager transactions) {
    this.dsl = dsl;
    this.sets = sets;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /**
   * Makes {@code metrics} the only rows of {@code customers}; writes nothing that is so already.
   */
  public void replace(RoaringBitmap customers, List<CustomerMetrics> metrics) {
    var columns = new Columns(metrics);
    dsl.execute(
        """
        delete from know_metric.customer_metric m
        where m.customer_no = any (?::int[])
          and not exists (
            select from unnest(?::int[], ?::text[]) as n (customer_no, currency)
            where n.customer_no = m.customer_no and n.currency = m.currency)
        """,
        boxed(customers),
        columns.customerNos,
        columns.currencies);
    dsl.execute(
        """
        insert into know_metric.customer_metric as m
          (customer_no, currency, orders, cancelled_orders, units, net_revenue_minor,
           sale_revenue_minor, first_order_at, last_order_at)
        select * from unnest(?::int[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::bigint[],
                             ?::bigint[], ?::timestamptz[], ?::timestamptz[])
        on conflict (customer_no, currency) do update set
          orders = excluded.orders, cancelled_orders = excluded.cancelled_orders,
          units = excluded.units, net_revenue_minor = excluded.net_revenue_minor,
          sale_revenue_minor = excluded.sale_revenue_minor,
          first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at
        where (m.orders, m.cancelled_orders, m.units, m.net_revenue_minor, m.sale_revenue_minor,
               m.first_order_at, m.last_order_at)
          is distinct from
              (excluded.orders, excluded.cancelled_orders, excluded.units,
               excluded.net_revenue_minor, excluded.sale_revenue_minor,
               excluded.first_order_at, excluded.last_order_at)
        """,
        columns.customerNos,
        columns.currencies,
        columns.orders,
        columns.cancelledOrders,
        columns.units,
        columns.netRevenueMinor,
        columns.saleRevenueMinor,
        columns.firstOrderAt,
        columns.lastOrderAt);
  }

  /** The rows of some customers, by customer number and currency. */
  public List<CustomerMetrics> of(RoaringBitmap customers) {
    var m = CUSTOMER_METRIC;
    return dsl.select(
            m.CUSTOMER_NO,
            m.CURRENCY,
            m.ORDERS,
            m.CANCELLED_ORDERS,
            m.UNITS,
            m.NET_REVENUE_MINOR,
            m.SALE_REVENUE_MINOR,
            m.FIRST_ORDER_AT,
            m.LAST_ORDER_AT)
        .from(m)
        .where("customer_no = any (?::int[])", (Object) boxed(customers))
        .orderBy(m.CUSTOMER_NO, m.CURRENCY)
        .fetch(row ->
            new CustomerMetrics(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                row.value7(),
                instant(row.value8()),
                instant(row.value9())));
  }

  /** Every customer with a row. */
  public RoaringBitmap customers() {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from know_metric.customer_metric group by customer_no >> 16
        """);
  }

  /** How many rows of the customers differ from {@code expected}, both seen in one snapshot. */
  public long differing(RoaringBitmap customers, Supplier<List<CustomerMetrics>> expected) {
    var differing =
        snapshot.execute(_ -> {
          var live = new HashMap<String, CustomerMetrics>();
          of(customers).forEach(m -> live.put(key(m), m));
          long count = 0;
          for (var metrics : expected.get()) {
            if (!metrics.equals(live.remove(key(metrics)))) {
              count++;
            }
          }
          return count + live.size();
        });
    return differing == null ? 0 : differing;
  }

  /** See {@code Metrics.find}. */
  public RoaringBitmap find(MetricInRange query, Instant asOf) {
    var bindings = new ArrayList<Object>();
    var isOfOneCurrency = query.currency() != null;
    var value = value(query.metric(), isOfOneCurrency);
    if (query.metric().isRelativeToNow()) {
      bindings.add(asOf.atOffset(ZoneOffset.UTC));
    }
    if (isOfOneCurrency) {
      bindings.add(query.currency());
    }
    var inside = inside(query.range().min(), query.range().max(), bindings);
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from (select customer_no, %s as value from know_metric.customer_metric %s) as measured
        where value is not null and %s (%s)
        group by customer_no >> 16
        """
            .formatted(
                value,
                isOfOneCurrency ? "where currency = ?" : "group by customer_no",
                query.isOutside() ? "not" : "",
                inside),
        bindings.toArray());
  }

  /** Currencies that occur, in alphabetical order, by skipping from one to the next. */
  public List<String> currencies() {
    return dsl.selectDistinct(CUSTOMER_METRIC.CURRENCY)
        .from(CUSTOMER_METRIC)
        .orderBy(CUSTOMER_METRIC.CURRENCY)
        .fetch(CUSTOMER_METRIC.CURRENCY);
  }

  /** Buyers by recency score. */
  public Map<String, RoaringBitmap> recency() {
    return scores("max(last_order_at)");
  }

  /** Buyers by frequency score. */
  public Map<String, RoaringBitmap> frequency() {
    return scores("sum(orders)");
  }

  /**
   * Buyers by money score: ranked within each currency, because amounts of different currencies do
   * not compare; who bought in several keeps the best score.
   */
  public Map<String, RoaringBitmap> money() {
    return sets.byName(
        """
        with ranked as (
          select customer_no,
                 1 + %d * (rank() over (partition by currency order by sale_revenue_minor) - 1)
                   / count(*) over (partition by currency) as score
          from know_metric.customer_metric where orders > 0),
        scored as (select customer_no, max(score) as score from ranked group by customer_no)
        select score::text, string_agg(int4send(customer_no), '')
        from scored group by score, customer_no >> 16
        """
            .formatted(Rfm.SCORE_MAX));
  }

  /** See {@code Metrics.buyersByStage}; the same rules as {@link LifecycleRules#stage}. */
  public Map<LifecycleStage, RoaringBitmap> buyersByStage(LifecycleRules rules, Instant asOf) {
    var found =
        sets.byName(
            """
            with buyer as (
              select customer_no, sum(orders) as orders, max(last_order_at) as last_order_at
              from know_metric.customer_metric where orders > 0 group by customer_no),
            staged as (
              select customer_no,
                     case when last_order_at <= ?::timestamptz then 'LOST'
                          when last_order_at <= ?::timestamptz then 'SLEEPING'
                          when orders >= ? then 'LOYAL'
                          when orders > 1 then 'REPEAT'
                          else 'FIRST_PURCHASE' end as stage
              from buyer)
            select stage, string_agg(int4send(customer_no), '')
            from staged group by stage, customer_no >> 16
            """,
            asOf.minus(rules.lostAfter()).atOffset(ZoneOffset.UTC),
            asOf.minus(rules.sleepingAfter()).atOffset(ZoneOffset.UTC),
            rules.loyalOrders());
    var stages = new EnumMap<LifecycleStage, RoaringBitmap>(LifecycleStage.class);
    found.forEach((stage, customers) -> stages.put(LifecycleStage.valueOf(stage), customers));
    return stages;
  }

  private Map<String, RoaringBitmap> scores(String value) {
    return sets.byName(
        """
        with buyer as (
          select customer_no, %s as value
          from know_metric.customer_metric where orders > 0 group by customer_no),
        scored as (
          select customer_no,
                 1 + %d * (rank() over (order by value) - 1) / count(*) over () as score
          from buyer)
        select score::text, string_agg(int4send(customer_no), '')
        from scored group by score, customer_no >> 16
        """
            .formatted(value, Rfm.SCORE_MAX));
  }

  /** The metric of a row, or of a customer's rows of all currencies together. */
  private static String value(Metric metric, boolean isOfOneCurrency) {
    var first = isOfOneCurrency ? "first_order_at" : "min(first_order_at)";
    var last = isOfOneCurrency ? "last_order_at" : "max(last_order_at)";
    var sum = isOfOneCurrency ? "%s" : "sum(%s)";
    return switch (metric) {
      case ORDERS -> sum.formatted("orders");
      case UNITS -> sum.formatted("units");
      case NET_REVENUE -> sum.formatted("net_revenue_minor");
      case CANCELLED_ORDERS -> sum.formatted("cancelled_orders");
      case AVERAGE_ORDER -> "round(sale_revenue_minor::numeric / nullif(orders, 0))";
      case FIRST_ORDER_AT -> "floor(extract(epoch from " + first + "))";
      case LAST_ORDER_AT -> "floor(extract(epoch from " + last + "))";
      case DAYS_SINCE_FIRST_ORDER -> daysSince(first);
      case DAYS_SINCE_LAST_ORDER -> daysSince(last);
    };
  }

  private static String daysSince(String at) {
    return "floor(extract(epoch from ?::timestamptz - " + at + ") / 86400)";
  }

  private static String inside(
      @Nullable BigDecimal min, @Nullable BigDecimal max, List<Object> bindings) {
    var parts = new ArrayList<String>();
    if (min != null) {
      parts.add("value >= ?");
      bindings.add(min);
    }
    if (max != null) {
      parts.add("value <= ?");
      bindings.add(max);
    }
    return parts.isEmpty() ? "true" : String.join(" and ", parts);
  }

  private static String key(CustomerMetrics metrics) {
    return metrics.customerNo() + metrics.currency();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static Integer[] boxed(RoaringBitmap customers) {
    var numbers = new Integer[customers.getCardinality()];
    int i = 0;
    for (int no : customers) {
      numbers[i++] = no;
    }
    return numbers;
  }

  /** Rows turned into one array a column, as {@code unnest} takes them. */
  private static final class Columns {

    private final Integer[] customerNos;
    private final String[] currencies;
    private final Integer[] orders;
    private final Integer[] cancelledOrders;
    private final Long[] units;
    private final Long[] netRevenueMinor;
    private final Long[] saleRevenueMinor;
    private final @Nullable OffsetDateTime[] firstOrderAt;
    private final @Nullable OffsetDateTime[] lastOrderAt;

    Columns(List<CustomerMetrics> rows) {
      int size = rows.size();
      customerNos = new Integer[size];
      currencies = new String[size];
      orders = new Integer[size];
      cancelledOrders = new Integer[size];
      units = new Long[size];
      netRevenueMinor = new Long[size];
      saleRevenueMinor = new Long[size];
      firstOrderAt = new OffsetDateTime[size];
      lastOrderAt = new OffsetDateTime[size];
      for (int i = 0; i < size; i++) {
        var row = rows.get(i);
        customerNos[i] = row.customerNo();
        currencies[i] = row.currency();
        orders[i] = row.orders();
        cancelledOrders[i] = row.cancelledOrders();
        units[i] = row.units();
        netRevenueMinor[i] = row.netRevenueMinor();
        saleRevenueMinor[i] = row.saleRevenueMinor();
        firstOrderAt[i] = offset(row.firstOrderAt());
        lastOrderAt[i] = offset(row.lastOrderAt());
      }
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant at) {
      return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
  }
}
