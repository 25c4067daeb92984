package io.quanyu.know.purchase;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/** Figures over all order facts of a period and currency, each one statement. */
@Service
public final class PurchaseFigures {

  /** Lines of a ranking. */
  private static final int TOP = 10;

  private static final String WITHIN =
      " currency = ? and placed_at >= ?::timestamptz and placed_at < ?::timestamptz ";

  private final DSLContext dsl;

  public PurchaseFigures(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * A span of time in one currency.
   *
   * @param from included
   * @param until not included
   */
  public record Period(String currency, Instant from, Instant until) {
    private OffsetDateTime start() {
      return from.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime end() {
      return until.atOffset(ZoneOffset.UTC);
    }
  }

  /**
   * What a period brought.
   *
   * @param buyers known customers with a sale order
   * @param repeatBuyers buyers who had two sale orders or more in the currency by the end of the
   *     period
   * @param orders sale orders, of unknown customers too
   * @param netMinor all documents, minor units
   * @param saleMinor sale orders alone, minor units
   */
  public record Totals(
      long buyers, long repeatBuyers, long orders, long netMinor, long saleMinor) {}

  /** A day of the business zone. */
  public record Day(LocalDate date, long orders, long netMinor) {}

  /** What was sold under one code: channel or store. */
  public record Share(String code, long orders, long netMinor) {}

  /** What was sold of one SKU in sale orders, charges left out. */
  public record ProductShare(String sku, Optional<String> itemName, long units, long netMinor) {}

  /** Currencies of sale orders, the one with the most first. */
  public List<String> currencies() {
    return dsl.fetch(
            """
            select currency from know_purchase.purchase where kind = 'SALE'
            group by currency order by count(*) desc, currency
            """)
        .map(row -> row.get(0, String.class).strip());
  }

  /** When the last sale order was placed; empty without any. */
  public Optional<Instant> latestSaleAt() {
    return dsl.fetchOptional(
            "select max(placed_at) from know_purchase.purchase where kind = 'SALE'")
        .map(row -> row.get(0, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** What a period brought. */
  public Totals totals(Period period) {
    var sums =
        dsl.fetchSingle(
            "select count(*) filter (where kind = 'SALE'), coalesce(sum(net_minor), 0),"
                + " coalesce(sum(net_minor) filter (where kind = 'SALE'), 0)"
                + " from know_purchase.purchase where"
                + WITHIN,
            period.currency(),
            period.start(),
            period.end());
    var buyers =
        dsl.fetchSingle(
            "with buyer as (select customer_no, count(*) as orders from know_purchase.purchase"
                + " where kind = 'SALE' and customer_no is not null and"
                + WITHIN
                + """
                group by customer_no)
                select count(*), count(*) filter (where orders > 1 or exists (
                  select from know_purchase.purchase before
                  where before.customer_no = buyer.customer_no and before.kind = 'SALE'
                    and before.currency = ? and before.placed_at < ?::timestamptz))
                from buyer
                """,
            period.currency(),
            period.start(),
            period.end(),
            period.currency(),
            period.start());
    return new Totals(
        buyers.get(0, Long.class),
        buyers.get(1, Long.class),
        sums.get(0, Long.class),
        sums.get(1, Long.class),
        sums.get(2, Long.class));
  }

  /** Days on which anything was booked, in order. */
  public List<Day> daily(Period period, ZoneId zone) {
    return dsl.fetch(
            "select (placed_at at time zone ?)::date as day, count(*) filter (where kind = 'SALE'),"
                + " sum(net_minor) from know_purchase.purchase where"
                + WITHIN
                + "group by day order by day",
            zone.getId(),
            period.currency(),
            period.start(),
            period.end())
        .map(row ->
            new Day(row.get(0, LocalDate.class), row.get(1, Long.class), row.get(2, Long.class)));
  }

  /** Every channel that sold, the largest first. */
  public List<Share> byChannel(Period period) {
    return shares("channel", "true", 1_000, period);
  }

  /** The stores that sold most. */
  public List<Share> topStores(Period period) {
    return shares("store_code", "store_code is not null", TOP, period);
  }

  /** The products that sold most, by what was paid for them. */
  public List<ProductShare> topProducts(Period period) {
    return dsl.fetch(
            """
            select l.sku, max(l.item_name), trunc(sum(l.quantity))::bigint, sum(l.total_minor)
            from know_purchase.purchase p
              join know_purchase.purchase_line l on l.purchase_no = p.purchase_no
            where p.kind = 'SALE' and l.item_kind = 'PRODUCT' and p.currency = ?
              and p.placed_at >= ?::timestamptz and p.placed_at < ?::timestamptz
            group by l.sku order by sum(l.total_minor) desc, l.sku limit ?
            """,
            period.currency(),
            period.start(),
            period.end(),
            TOP)
        .map(row ->
            new ProductShare(
                row.get(0, String.class),
                Optional.ofNullable(row.get(1, String.class)),
                row.get(2, Long.class),
                row.get(3, Long.class)));
  }

  /** {@code column} and {@code condition} are our own words, never a caller's. */
  private List<Share> shares(String column, String condition, int limit, Period period) {
    return dsl.fetch(
            "select "
                + column
                + ", count(*) filter (where kind = 'SALE'), sum(net_minor)"
                + " from know_purchase.purchase where "
                + condition
                + " and"
                + WITHIN
                + "group by "
                + column
                + " order by sum(net_minor) desc, "
                + column
                + " limit ?",
            period.currency(),
            period.start(),
            period.end(),
            limit)
        .map(row ->
            new Share(row.get(0, String.class), row.get(1, Long.class), row.get(2, Long.class)));
  }
}
