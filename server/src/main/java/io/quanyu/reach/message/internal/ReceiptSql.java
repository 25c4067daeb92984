package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.channel.Receipt;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Receipts in the database. Every statement works on all receipts that were told at once. */
@Component
public final class ReceiptSql {

  private final JdbcTemplate jdbc;

  public ReceiptSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A receipt that was told of a call. */
  record Told(long dispatchNo, Receipt receipt) {}

  /** Keeps two from working on calls, known or not, until the end of the transaction. */
  void lockCalls(String channel, Collection<String> vendorIds) {
    var keys = vendorIds.stream().map(id -> channel + ":" + id).sorted().distinct().toList();
    jdbc.query(
        """
        select pg_advisory_xact_lock('reach_message.receipt'::regclass::oid::int, hashtext(n.key))
        from unnest(?::text[]) with ordinality n (key, i) order by hashtext(n.key)
        """,
        statement -> SqlArrays.setColumn(statement, 1, "text", keys, key -> key),
        _ -> {});
  }

  /** The calls that a vendor names so: one, unless it uses a name twice. */
  List<Long> findCalls(String channel, String vendorId) {
    return jdbc.query(
        "select dispatch_no from reach_message.dispatch where channel = ? and vendor_id = ?",
        (row, _) -> row.getLong(1),
        channel,
        vendorId);
  }

  /** Keeps receipts of a call that is not known yet; how many are new. */
  int keepEarly(String channel, String vendorId, List<Receipt> receipts, Instant now) {
    return jdbc.update(
        """
        insert into reach_message.early_receipt
          (channel, vendor_id, customer_no, kind, at, reason, arrived_at)
        select ?, ?, n.customer_no, n.kind::reach_message.receipt_kind, n.at, n.reason,
          ?::timestamptz
        from unnest(?::int[], ?::text[], ?::timestamptz[], ?::text[])
          n (customer_no, kind, at, reason)
        on conflict do nothing
        """,
        statement -> {
          statement.setString(1, channel);
          statement.setString(2, vendorId);
          statement.setTimestamp(3, Timestamp.from(now));
          SqlArrays.setColumn(statement, 4, "int4", receipts, Receipt::customerNo);
          SqlArrays.setColumn(statement, 5, "text", receipts, one -> one.kind().name());
          SqlArrays.setColumn(
              statement, 6, "timestamptz", receipts, one -> Timestamp.from(one.at()));
          SqlArrays.setColumn(statement, 7, "text", receipts, one -> one.reason().orElse(null));
        });
  }

  /** Counts what was kept of calls that are accepted now. Their lock is held. */
  void countEarly(String channel, List<String> vendorIds, Instant now) {
    var told =
        jdbc.query(
            """
            with early as (
              delete from reach_message.early_receipt
              where channel = ? and vendor_id = any(?::text[])
              returning vendor_id, customer_no, kind, at, reason)
            select d.dispatch_no, e.customer_no, e.kind, e.at, e.reason
            from early e
            join reach_message.dispatch d on d.channel = ? and d.vendor_id = e.vendor_id
            """,
            statement -> {
              statement.setString(1, channel);
              SqlArrays.setColumn(statement, 2, "text", vendorIds, id -> id);
              statement.setString(3, channel);
            },
            (row, _) ->
                new Told(
                    row.getLong(1),
                    new Receipt(
                        row.getInt(2),
                        Receipt.Kind.valueOf(row.getString(3)),
                        row.getTimestamp(4).toInstant(),
                        Optional.ofNullable(row.getString(5)))));
    count(told, now);
  }

  void deleteEarly(Instant before) {
    jdbc.update(
        "delete from reach_message.early_receipt where arrived_at < ?", Timestamp.from(before));
  }

  /**
   * Counts receipts, and closes calls of whose recipients all have one.
   *
   * @return how many are new
   */
  int count(List<Told> told, Instant now) {
    if (told.isEmpty()) {
      return 0;
    }
    // One at a time on a call: what is a customer's first receipt depends on all others.
    var dispatchNos = told.stream().map(Told::dispatchNo).distinct().toList();
    jdbc.query(
        """
        select dispatch_no from reach_message.dispatch where dispatch_no = any(?::bigint[])
        order by dispatch_no for update
        """,
        statement -> SqlArrays.setLongs(statement, 1, dispatchNos),
        _ -> {});
    List<Integer> counted =
        jdbc.query(
            """
            with told as (
              select distinct on (n.dispatch_no, n.customer_no, n.kind)
                n.dispatch_no, n.customer_no, n.kind::reach_message.receipt_kind as kind, n.at,
                n.reason
              from unnest(?::bigint[], ?::int[], ?::text[], ?::timestamptz[], ?::text[])
                n (dispatch_no, customer_no, kind, at, reason)
              order by n.dispatch_no, n.customer_no, n.kind, n.at),
            addressed as (
              select t.* from told t
              join reach_message.message m
                on m.dispatch_no = t.dispatch_no and m.customer_no = t.customer_no
              where not exists (
                select from reach_message.refused_message r
                where r.dispatch_no = t.dispatch_no and r.customer_no = t.customer_no)),
            fresh as (
              insert into reach_message.receipt (dispatch_no, customer_no, kind, at, reason)
              select dispatch_no, customer_no, kind, at, reason from addressed
              on conflict do nothing returning dispatch_no, customer_no, kind, at),
            counted as (
              select f.dispatch_no,
                count(*) filter (where f.kind = 'DELIVERED') as reached,
                count(*) filter (where f.kind = 'FAILED' and not exists (
                    select from reach_message.receipt r
                    where r.dispatch_no = f.dispatch_no and r.customer_no = f.customer_no
                      and r.kind = 'DELIVERED')
                  and not exists (
                    select from fresh o
                    where o.dispatch_no = f.dispatch_no and o.customer_no = f.customer_no
                      and o.kind = 'DELIVERED'))
                - count(*) filter (where f.kind = 'DELIVERED' and exists (
                    select from reach_message.receipt r
                    where r.dispatch_no = f.dispatch_no and r.customer_no = f.customer_no
                      and r.kind = 'FAILED')) as failed
              from fresh f group by f.dispatch_no),
            closed as (
              update reach_message.dispatch d
              set reached = d.reached + c.reached, failed = d.failed + c.failed,
                closed_at = case
                  when d.closed_at is null and d.state = 'ACCEPTED'
                    and d.refused + d.reached + c.reached + d.failed + c.failed >= d.messages
                  then ?::timestamptz else d.closed_at end
              from counted c where d.dispatch_no = c.dispatch_no),
            minutes as (
              insert into reach_message.reached_minute (source_no, minute, reached)
              select d.source_no, date_trunc('minute', f.at, 'UTC') as minute, count(*)
              from fresh f join reach_message.dispatch d on d.dispatch_no = f.dispatch_no
              where f.kind = 'DELIVERED' group by d.source_no, minute order by d.source_no, minute
              on conflict (source_no, minute)
                do update set reached = reached_minute.reached + excluded.reached)
            select count(*)::int from fresh
            """,
            statement -> {
              SqlArrays.setColumn(statement, 1, "int8", told, Told::dispatchNo);
              SqlArrays.setColumn(statement, 2, "int4", told, one -> one.receipt().customerNo());
              SqlArrays.setColumn(statement, 3, "text", told, one -> one.receipt().kind().name());
              SqlArrays.setColumn(
                  statement, 4, "timestamptz", told, one -> Timestamp.from(one.receipt().at()));
              SqlArrays.setColumn(
                  statement, 5, "text", told, one -> one.receipt().reason().orElse(null));
              statement.setTimestamp(6, Timestamp.from(now));
            },
            (row, _) -> row.getInt(1));
    return requireNonNull(counted.getFirst());
  }
}
