package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.channel.AcceptedCall;
import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.message.internal.ReceiptSql.Told;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every statement of following accepted calls: each works on all calls of a round. */
@Component
public final class FollowingSql {

  private final JdbcTemplate jdbc;
  private final ReceiptSql receipts;

  public FollowingSql(DataSource dataSource, ReceiptSql receipts) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.receipts = receipts;
  }

  /**
   * An accepted call that is looked after now.
   *
   * @param isWantedBack it is to be taken back, and the vendor was not told yet
   * @param recalledAt when the vendor was told
   */
  record Followed(
      long dispatchNo,
      AcceptedCall call,
      boolean isConfirmed,
      boolean isWantedBack,
      Optional<Instant> recalledAt) {}

  /** What the vendor told of a call, and whether anything more is awaited. */
  record Learned(Followed followed, CallProgress progress, boolean isClosed) {}

  /** Only one server at a time takes calls of a channel: so the rate is that of all together. */
  void lock(String channel) {
    jdbc.query(
        "select pg_advisory_xact_lock('reach_message.inquiry'::regclass::oid::int, hashtext(?))",
        _ -> {},
        channel);
  }

  /** Calls of a channel that were begun after a moment; older ones are forgotten. */
  int countInquiries(String channel, Instant after) {
    jdbc.update(
        "delete from reach_message.inquiry where channel = ? and begun_at <= ?",
        channel,
        Timestamp.from(after));
    return requireNonNull(
        jdbc.queryForObject(
            "select coalesce(sum(calls), 0)::int from reach_message.inquiry where channel = ?",
            Integer.class,
            channel));
  }

  void insertInquiries(String channel, int calls, Instant now) {
    jdbc.update(
        "insert into reach_message.inquiry (channel, begun_at, calls) values (?, ?, ?)",
        channel,
        Timestamp.from(now),
        calls);
  }

  /**
   * Takes accepted calls that are due to be looked after, those wanted back first. Each is due
   * again after a pause that doubles, whatever becomes of this look.
   */
  List<Followed> claim(
      String channel, int limit, Instant now, Duration pauseMin, Duration pauseMax) {
    return jdbc.query(
        """
        with candidate as (
          select dispatch_no from reach_message.dispatch
          where channel = ? and state = 'ACCEPTED' and closed_at is null and ask_at <= ?
          order by recall_at is null or recalled_at is not null, ask_at
          limit ? for update skip locked),
        taken as (
          update reach_message.dispatch d
          set asks = d.asks + 1,
            ask_at = ?::timestamptz + least(
              power(2, least(d.asks, 20) + 1) * ? * interval '1 ms', ? * interval '1 ms')
          from candidate where d.dispatch_no = candidate.dispatch_no
          returning d.dispatch_no, d.vendor_id, d.mark, d.sender, d.refused, d.ended_at,
            d.confirmed_at, d.recall_at, d.recalled_at)
        select t.dispatch_no, t.vendor_id, t.mark, t.sender, t.ended_at,
          t.confirmed_at is not null,
          t.recall_at is not null and t.recalled_at is null and t.confirmed_at is null,
          t.recalled_at,
          coalesce(
            (select array_agg(m.customer_no order by m.customer_no) from reach_message.message m
             where m.dispatch_no = t.dispatch_no and (t.refused = 0 or not exists (
               select from reach_message.refused_message r
               where r.dispatch_no = t.dispatch_no and r.customer_no = m.customer_no))),
            '{}')
        from taken t
        """,
        (row, _) ->
            new Followed(
                row.getLong(1),
                new AcceptedCall(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Arrays.asList((Integer[]) row.getArray(9).getArray()),
                    row.getTimestamp(5).toInstant()),
                row.getBoolean(6),
                row.getBoolean(7),
                Optional.ofNullable(row.getTimestamp(8)).map(Timestamp::toInstant)),
        channel,
        Timestamp.from(now),
        limit,
        Timestamp.from(now),
        pauseMin.toMillis(),
        pauseMax.toMillis());
  }

  /** The vendor was told that calls are wanted back; it is asked whether that came in time. */
  void recalled(List<Followed> followed, Instant now, Instant askAt) {
    if (followed.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        update reach_message.dispatch set recalled_at = ?, ask_at = ?, asks = 0
        where dispatch_no = any(?::bigint[]) and recalled_at is null and closed_at is null
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(now));
          statement.setTimestamp(2, Timestamp.from(askAt));
          SqlArrays.setLongs(statement, 3, followed.stream().map(Followed::dispatchNo).toList());
        });
  }

  /** Stores what the vendor told; after news it is asked again soon. */
  void learned(List<Learned> learned, Instant now, Instant askAt) {
    if (learned.isEmpty()) {
      return;
    }
    receipts.count(
        learned.stream()
            .flatMap(one ->
                one.progress().receipts().stream()
                    .map(receipt -> new Told(one.followed().dispatchNo(), receipt)))
            .toList(),
        now);
    jdbc.update(
        """
        update reach_message.dispatch d
        set confirmed_at = coalesce(d.confirmed_at, n.confirmed_at),
          asks = case when n.is_news then 0 else d.asks end,
          ask_at = case when n.is_news then ? else d.ask_at end,
          closed_at = coalesce(d.closed_at, case when n.is_closed then ?::timestamptz end)
        from unnest(?::bigint[], ?::timestamptz[], ?::boolean[], ?::boolean[])
          n (dispatch_no, confirmed_at, is_news, is_closed)
        where d.dispatch_no = n.dispatch_no
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(askAt));
          statement.setTimestamp(2, Timestamp.from(now));
          SqlArrays.setColumn(statement, 3, "int8", learned, one -> one.followed().dispatchNo());
          SqlArrays.setColumn(
              statement,
              4,
              "timestamptz",
              learned,
              one -> one.progress().confirmedAt().map(Timestamp::from).orElse(null));
          SqlArrays.setColumn(
              statement,
              5,
              "bool",
              learned,
              one -> one.progress().confirmedAt().isPresent() && !one.followed().isConfirmed());
          SqlArrays.setColumn(statement, 6, "bool", learned, Learned::isClosed);
        });
  }

  /** Awaits no more receipts of calls. */
  void close(List<Followed> followed, Instant now) {
    if (followed.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        update reach_message.dispatch set closed_at = ?
        where dispatch_no = any(?::bigint[]) and closed_at is null
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(now));
          SqlArrays.setLongs(statement, 2, followed.stream().map(Followed::dispatchNo).toList());
        });
  }

  /** Has calls looked after at a time and not before. */
  void postpone(List<Followed> followed, Function<Followed, Instant> until) {
    if (followed.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        update reach_message.dispatch d set ask_at = n.at
        from unnest(?::bigint[], ?::timestamptz[]) n (dispatch_no, at)
        where d.dispatch_no = n.dispatch_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int8", followed, Followed::dispatchNo);
          SqlArrays.setColumn(
              statement, 2, "timestamptz", followed, one -> Timestamp.from(until.apply(one)));
        });
  }
}
