package io.quanyu.reach.sms.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * What was begun with the gateway, committed before each call: whether a call may be made again,
 * and which numbers a source has texted. Each statement is a transaction of its own.
 */
@Repository
public class BegunCalls {

  private final DSLContext dsl;

  public BegunCalls(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * A call that was begun.
   *
   * @param isFirst nobody began it before
   * @param accountNo with which gateway account it was begun first
   * @param begunAt when it was begun first
   */
  record Begun(boolean isFirst, int accountNo, Instant begunAt) {}

  Begun begin(String mark, int accountNo, Instant now) {
    int inserted =
        dsl.execute(
            """
            insert into reach_sms.call (mark, account_no, begun_at) values (?, ?, ?::timestamptz)
            on conflict (mark) do nothing
            """,
            mark,
            accountNo,
            utc(now));
    if (inserted == 1) {
      return new Begun(true, accountNo, now);
    }
    var first =
        dsl.fetchSingle("select account_no, begun_at from reach_sms.call where mark = ?", mark);
    return new Begun(
        false, first.get(0, Integer.class), first.get(1, OffsetDateTime.class).toInstant());
  }

  /** The gateway surely has nothing of the call. */
  void forget(String mark) {
    dsl.execute("delete from reach_sms.call where mark = ?", mark);
  }

  /** A number, by its keyed hash, that a customer is to be texted at. */
  record Addressed(UUID address, int customerNo) {}

  /**
   * Has numbers belong to the first customer of a source who is texted there.
   *
   * @param wanted one customer a number
   * @return the customer of each number
   */
  Map<UUID, Integer> address(String source, String mark, List<Addressed> wanted, Instant now) {
    var addresses = wanted.stream().map(Addressed::address).toArray(UUID[]::new);
    // In one order, so that calls that share two numbers do not wait for each other.
    dsl.execute(
        """
        insert into reach_sms.addressed (source, address, customer_no, mark, at)
        select ?, w.address, w.customer_no, ?, ?::timestamptz
        from unnest(?::uuid[], ?::int[]) w (address, customer_no) order by w.address
        on conflict (source, address) do nothing
        """,
        source,
        mark,
        utc(now),
        addresses,
        wanted.stream().map(Addressed::customerNo).toArray(Integer[]::new));
    Map<UUID, Integer> customers = HashMap.newHashMap(wanted.size());
    dsl.fetch(
            """
            select address, customer_no from reach_sms.addressed
            where source = ? and address = any (?::uuid[])
            """,
            source,
            addresses)
        .forEach(row -> customers.put(row.get(0, UUID.class), row.get(1, Integer.class)));
    return customers;
  }

  /** Nobody was texted by a call, so others of the source may be at its numbers. */
  void releaseAddresses(String mark) {
    dsl.execute("delete from reach_sms.addressed where mark = ?", mark);
  }

  void deleteCallsBefore(Instant time) {
    dsl.execute("delete from reach_sms.call where begun_at < ?::timestamptz", utc(time));
  }

  void deleteAddressesBefore(Instant time) {
    dsl.execute("delete from reach_sms.addressed where at < ?::timestamptz", utc(time));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
