package io.quanyu.know.purchase.internal;

import io.quanyu.core.money.Money;
import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.purchase.Buyer;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.PurchaseTotals;
import io.quanyu.know.purchase.PurchaseView;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.database.BulkCopy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every statement over order facts: each works on a whole batch, or on one customer's page. */
@Component
public final class PurchaseSql {

  /** Any constant will do, as long as nobody else uses it for an advisory lock. */
  private static final long RECORDING_LOCK = 0x0e1d_0002L;

  private static final int FOUND_MAX = 50;

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;

  public PurchaseSql(DataSource dataSource, BulkCopy copy) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
  }

  /** Two batches may hold lines of one document; one waits for the other's commit. */
  void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, RECORDING_LOCK);
  }

  void repoint(List<AccountMove> moves, RoaringBitmap touched) {
    jdbc.update(
        """
        update know_purchase.purchase p set customer_no = n.customer_no
        from unnest(?::int[], ?::int[]) n (account_no, customer_no)
        where p.account_no = n.account_no
        """,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(
              1,
              connection.createArrayOf(
                  "int4", moves.stream().map(AccountMove::accountNo).toArray()));
          statement.setArray(
              2,
              connection.createArrayOf(
                  "int4", moves.stream().map(AccountMove::toCustomerNo).toArray()));
        });
    for (var move : moves) {
      touched.add(move.fromCustomerNo());
      touched.add(move.toCustomerNo());
    }
  }

  void stage(List<OrderLineFact> lines) {
    jdbc.execute(
        """
        create temp table if not exists staged_line
          (source uuid, line_no bigint, channel text, order_no text, currency char(3),
           kind know_purchase.order_kind, placed_at timestamptz, account_no int, customer_no int,
           store_code text, sku text, item_name text, item_kind know_purchase.item_kind,
           quantity numeric, unit_price numeric, total_minor bigint)
        on commit delete rows
        """);
    jdbc.execute("truncate pg_temp.staged_line");
    copy.into(
        "pg_temp.staged_line",
        List.of(
            "source",
            "line_no",
            "channel",
            "order_no",
            "currency",
            "kind",
            "placed_at",
            "account_no",
            "customer_no",
            "store_code",
            "sku",
            "item_name",
            "item_kind",
            "quantity",
            "unit_price",
            "total_minor"),
        rows -> {
          for (var line : lines) {
            var account = line.account();
            rows.add(
                line.key().source(),
                line.key().lineNo(),
                line.channel(),
                line.orderNo(),
                line.currency().getCurrencyCode(),
                line.orderKind(),
                line.placedAt(),
                account == null ? null : account.accountNo(),
                account == null ? null : account.customerNo(),
                line.storeCode(),
                line.sku(),
                line.itemName(),
                line.itemKind(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotalMinor());
          }
        });
    // The columns that the joins below go by.
    jdbc.execute("analyze pg_temp.staged_line (source, line_no, channel, order_no, currency)");
  }

  int dropKnownLines() {
    return jdbc.update(
        """
        delete from pg_temp.staged_line s using know_purchase.purchase_line l
        where l.source = s.source and l.line_no = s.line_no
        """);
  }

  /**
   * Gives every document of the staged lines its number. Laterally with a limit, because a plain
   * join would read all documents there are.
   */
  void stageOrders() {
    jdbc.execute(
        """
        create temp table if not exists staged_order
          (channel text, order_no text, currency char(3), purchase_no bigint, is_new boolean)
        on commit delete rows
        """);
    jdbc.execute("truncate pg_temp.staged_order");
    jdbc.update(
        """
        insert into pg_temp.staged_order
        select o.channel, o.order_no, o.currency,
          coalesce(p.purchase_no, nextval('know_purchase.purchase_no')), p.purchase_no is null
        from (
          select channel, order_no, currency from pg_temp.staged_line
          group by channel, order_no, currency order by min(placed_at), order_no) o
        left join lateral (
          select purchase_no from know_purchase.purchase
          where channel = o.channel and order_no = o.order_no and currency = o.currency limit 1) p
          on true
        """);
    jdbc.execute("analyze pg_temp.staged_order");
  }

  void customersOfStagedOrders(RoaringBitmap touched) {
    jdbc.query(
        """
        select distinct p.customer_no from pg_temp.staged_order o
        join know_purchase.purchase p using (purchase_no) where p.customer_no is not null
        """,
        row -> {
          touched.add(row.getInt(1));
        });
  }

  void insertLines() {
    jdbc.update(
        """
        insert into know_purchase.purchase_line
          (source, line_no, purchase_no, kind, placed_at, account_no, store_code, sku, item_name,
           item_kind, quantity, unit_price, total_minor)
        select s.source, s.line_no, o.purchase_no, s.kind, s.placed_at, s.account_no, s.store_code,
          s.sku, s.item_name, s.item_kind, s.quantity, s.unit_price, s.total_minor
        from pg_temp.staged_line s
        join pg_temp.staged_order o using (channel, order_no, currency)
        """);
  }

  /**
   * Computes the headers of the staged documents from all their lines: those of a new document are
   * all staged. The account is that of the earliest line that knows one; its customer is known from
   * the batch or, if the line was there before, from the header that it already decided.
   */
  void writeHeaders() {
    jdbc.update(
        """
        with line as (
          select o.purchase_no, l.source, l.line_no, l.kind, l.placed_at, l.account_no,
            l.store_code, l.item_kind, l.quantity, l.total_minor
          from pg_temp.staged_order o
          join pg_temp.staged_line l using (channel, order_no, currency)
          where o.is_new
          union all
          select l.purchase_no, l.source, l.line_no, l.kind, l.placed_at, l.account_no,
            l.store_code, l.item_kind, l.quantity, l.total_minor
          from pg_temp.staged_order o
          join know_purchase.purchase_line l using (purchase_no)
          where not o.is_new),
        computed as (
          select purchase_no, min(kind) kind, min(placed_at) placed_at,
            (array_agg(account_no order by placed_at, source, line_no)
              filter (where account_no is not null))[1] account_no,
            (array_agg(store_code order by placed_at, source, line_no)
              filter (where store_code is not null))[1] store_code,
            sum(total_minor)::bigint net_minor,
            coalesce(sum(quantity) filter (where item_kind = 'PRODUCT'), 0) units,
            count(*)::int line_count
          from line group by purchase_no),
        owner as (
          select distinct account_no, customer_no from pg_temp.staged_line
          where account_no is not null)
        insert into know_purchase.purchase as p
          (purchase_no, channel, order_no, currency, kind, placed_at, account_no, customer_no,
           store_code, net_minor, units, line_count)
        select c.purchase_no, o.channel, o.order_no, o.currency, c.kind, c.placed_at, c.account_no,
          coalesce(w.customer_no, b.customer_no), c.store_code, c.net_minor, c.units, c.line_count
        from computed c
        join pg_temp.staged_order o using (purchase_no)
        left join owner w on w.account_no = c.account_no
        left join know_purchase.purchase b on b.purchase_no = c.purchase_no
        on conflict (purchase_no) do update set
          kind = excluded.kind, placed_at = excluded.placed_at, account_no = excluded.account_no,
          customer_no = excluded.customer_no, store_code = excluded.store_code,
          net_minor = excluded.net_minor, units = excluded.units, line_count = excluded.line_count
        """);
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

  /** See {@link Purchases#latestBuyers}. */
  public List<Buyer> latestBuyers(@Nullable Instant before, int beforeNo, int limit) {
    var until = before == null ? null : Timestamp.from(before);
    return jdbc.query(
        """
        select p.customer_no, p.placed_at from know_purchase.purchase p
        where p.kind = 'SALE' and p.customer_no is not null
          and (?::timestamptz is null or (p.placed_at, p.customer_no) < (?, ?))
          and not exists (
            select from know_purchase.purchase q
            where q.customer_no = p.customer_no and q.kind = 'SALE'
              and (q.placed_at, q.purchase_no) > (p.placed_at, p.purchase_no))
        order by p.placed_at desc, p.customer_no desc limit ?
        """,
        (row, _) -> new Buyer(row.getInt(1), row.getTimestamp(2).toInstant()),
        until,
        until,
        beforeNo,
        limit);
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
