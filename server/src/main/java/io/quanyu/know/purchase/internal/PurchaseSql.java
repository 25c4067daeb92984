package io.quanyu.know.purchase.internal;

import io.quanyu.core.money.Money;
import io.quanyu.know.purchase.Buyer;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.PurchaseTotals;
import io.quanyu.know.purchase.PurchaseView;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.database.NumberSets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads order facts: of some customers at a time, or one customer's page. */
@Component
public final class PurchaseSql {

  private static final int FOUND_MAX = 50;

  private final JdbcTemplate jdbc;
  private final NumberSets sets;

  public PurchaseSql(DataSource dataSource, NumberSets sets) {
    this.sets = sets;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** See {@link Purchases#totalsOf}. */
  public List<PurchaseTotals> totalsOf(RoaringBitmap customers) {
    List<PurchaseTotals> totals = new ArrayList<>();
    jdbc.query(
        """
        select p.customer_no, p.currency,
          (count(*) filter (where p.kind = 'SALE'))::int,
          (count(*) filter (where p.kind = 'CANCELLATION'))::int,
          coalesce(trunc(sum(p.units) filter (where p.kind = 'SALE')), 0)::bigint,
          sum(p.net_minor)::bigint,
          coalesce(sum(p.net_minor) filter (where p.kind = 'SALE'), 0)::bigint,
          min(p.placed_at) filter (where p.kind = 'SALE'),
          max(p.placed_at) filter (where p.kind = 'SALE')
        from unnest(?::int[]) n join know_purchase.purchase p on p.customer_no = n
        group by p.customer_no, p.currency
        order by p.customer_no, p.currency
        """,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int4", boxed(customers))),
        row -> {
          totals.add(
              new PurchaseTotals(
                  row.getInt(1),
                  Currency.getInstance(row.getString(2)),
                  row.getInt(3),
                  row.getInt(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  instant(row.getTimestamp(8)),
                  instant(row.getTimestamp(9))));
        });
    return totals;
  }

  /** See {@link Purchases#buyersInStores}. */
  public RoaringBitmap buyersInStores() {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from (
          select distinct customer_no from know_purchase.purchase
          where kind = 'SALE' and store_code is not null and customer_no is not null) as buyers
        group by customer_no >> 16
        """);
  }

  /** See {@link Purchases#firstStoresOf}. */
  public Map<Integer, String> firstStoresOf(RoaringBitmap customers) {
    Map<Integer, String> stores = new HashMap<>();
    if (customers.isEmpty()) {
      return stores;
    }
    jdbc.query(
        """
        select distinct on (p.customer_no) p.customer_no, p.store_code
        from unnest(?::int[]) n join know_purchase.purchase p on p.customer_no = n
        where p.kind = 'SALE' and p.store_code is not null
        order by p.customer_no, p.placed_at, p.purchase_no
        """,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int4", boxed(customers))),
        row -> {
          stores.put(row.getInt(1), row.getString(2));
        });
    return stores;
  }

  /** See {@link Purchases#findCustomersByOrderNo}. */
  public List<Integer> findCustomersByOrderNo(String orderNo) {
    return jdbc.query(
        """
        select distinct customer_no from know_purchase.purchase
        where order_no = ? and customer_no is not null order by customer_no limit ?
        """,
        (row, _) -> row.getInt(1),
        orderNo,
        FOUND_MAX);
  }

  /** See {@link Purchases#countDocuments}. */
  public Map<OrderKind, Long> countDocuments(Collection<UUID> sources, List<LineKey> except) {
    Map<OrderKind, Long> counts = new EnumMap<>(OrderKind.class);
    jdbc.query(
        """
        select kind, count(*) from (
          select min(l.kind) as kind
          from know_purchase.purchase_line l
          join know_purchase.purchase p on p.purchase_no = l.purchase_no
          where l.source = any(?)
            and not exists (
              select from unnest(?::uuid[], ?::bigint[]) as x(source, line_no)
              where x.source = l.source and x.line_no = l.line_no)
          group by p.channel, p.order_no) documents
        group by kind
        """,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, connection.createArrayOf("uuid", sources.toArray()));
          statement.setArray(
              2, connection.createArrayOf("uuid", except.stream().map(LineKey::source).toArray()));
          statement.setArray(
              3, connection.createArrayOf("int8", except.stream().map(LineKey::lineNo).toArray()));
        },
        row -> {
          counts.put(OrderKind.valueOf(row.getString(1)), row.getLong(2));
        });
    return counts;
  }

  /** See {@link Purchases#latestSales}. */
  public List<Buyer> latestSales(@Nullable Instant before, int beforeNo, int limit) {
    var until = before == null ? null : Timestamp.from(before);
    return jdbc.query(
        """
        select p.customer_no, p.placed_at from know_purchase.purchase p
        where p.kind = 'SALE' and p.customer_no is not null
          and (?::timestamptz is null or (p.placed_at, p.customer_no) < (?, ?))
        order by p.placed_at desc, p.customer_no desc limit ?
        """,
        (row, _) -> new Buyer(row.getInt(1), row.getTimestamp(2).toInstant()),
        until,
        until,
        beforeNo,
        limit);
  }

  /** See {@link Purchases#latestSalesOf}. */
  public List<Buyer> latestSalesOf(RoaringBitmap customers) {
    return jdbc.query(
        """
        select c.customer_no, latest.placed_at
        from unnest(?::int[]) as c (customer_no)
        cross join lateral (
          select p.placed_at from know_purchase.purchase p
          where p.customer_no = c.customer_no and p.kind = 'SALE'
          order by p.placed_at desc limit 1) latest
        order by latest.placed_at desc, c.customer_no desc
        """,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int4", boxed(customers))),
        (row, _) -> new Buyer(row.getInt(1), row.getTimestamp(2).toInstant()));
  }

  /** See {@link Purchases#listOf}. */
  public List<PurchaseView> listOf(
      int customerNo, @Nullable Instant before, long beforePurchaseNo, int limit) {
    var until = before == null ? null : Timestamp.from(before);
    Map<Long, List<PurchaseView.Line>> lines = new HashMap<>();
    var purchases =
        jdbc.query(
            """
            select purchase_no, channel, order_no, kind, placed_at, store_code, net_minor, currency
            from know_purchase.purchase
            where customer_no = ?
              and (?::timestamptz is null or (placed_at, purchase_no) < (?, ?))
            order by placed_at desc, purchase_no desc limit ?
            """,
            (row, _) ->
                new PurchaseView(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    OrderKind.valueOf(row.getString(4)),
                    row.getTimestamp(5).toInstant(),
                    row.getString(6),
                    new Money(row.getLong(7), Currency.getInstance(row.getString(8))),
                    List.of()),
            customerNo,
            until,
            until,
            beforePurchaseNo,
            limit);
    Map<Long, Currency> currencies = new HashMap<>();
    purchases.forEach(view -> currencies.put(view.purchaseNo(), view.net().currency()));
    jdbc.query(
        """
        select l.purchase_no, l.sku, l.item_name, l.quantity, l.total_minor
        from unnest(?::bigint[]) n
        cross join lateral (
          select purchase_no, sku, item_name, quantity, total_minor, source, line_no
          from know_purchase.purchase_line where purchase_no = n
          order by source, line_no limit %d) l
        order by l.purchase_no, l.source, l.line_no
        """
            .formatted(Purchases.VIEW_LINES_MAX),
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int8", currencies.keySet().toArray())),
        row -> {
          var currency = currencies.get(row.getLong(1));
          if (currency != null) {
            lines
                .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                .add(
                    new PurchaseView.Line(
                        row.getString(2),
                        row.getString(3),
                        row.getBigDecimal(4),
                        new Money(row.getLong(5), currency)));
          }
        });
    return purchases.stream()
        .map(view ->
            new PurchaseView(
                view.purchaseNo(),
                view.channel(),
                view.orderNo(),
                view.kind(),
                view.placedAt(),
                view.storeCode(),
                view.net(),
                lines.getOrDefault(view.purchaseNo(), List.of())))
        .toList();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static Object[] boxed(RoaringBitmap customers) {
    var numbers = new Object[customers.getCardinality()];
    var iterator = customers.getIntIterator();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = iterator.next();
    }
    return numbers;
  }
}
