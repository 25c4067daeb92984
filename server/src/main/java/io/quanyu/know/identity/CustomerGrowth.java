package io.quanyu.know.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/** How many customers there were and when they came: at the earliest record of any account. */
@Service
public final class CustomerGrowth {

  private final DSLContext dsl;

  public CustomerGrowth(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Customers who were known before that moment. */
  public long before(Instant moment) {
    return dsl.fetchSingle(
            """
            select count(distinct customer_no) from know_identity.account
            where first_seen_at < ?::timestamptz
            """,
            moment.atOffset(ZoneOffset.UTC))
        .get(0, Long.class);
  }

  /**
   * New customers by day of the zone; days without any are left out.
   *
   * @param from included
   * @param until not included
   */
  public Map<LocalDate, Long> newByDay(Instant from, Instant until, ZoneId zone) {
    return dsl.fetch(
            """
            with customer as (
              select min(first_seen_at) as seen_at from know_identity.account group by customer_no)
            select (seen_at at time zone ?)::date as day, count(*)
            from customer where seen_at >= ?::timestamptz and seen_at < ?::timestamptz
            group by day
            """,
            zone.getId(),
            from.atOffset(ZoneOffset.UTC),
            until.atOffset(ZoneOffset.UTC))
        .intoMap(row -> row.get(0, LocalDate.class), row -> row.get(1, Long.class));
  }
}
