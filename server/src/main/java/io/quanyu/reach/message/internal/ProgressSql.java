package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.NumberSets;
import io.quanyu.reach.message.ChannelProgress;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageCounts;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.Outcomes;
import io.quanyu.reach.message.ReachedMinutes;
import io.quanyu.reach.message.SenderCounts;
import io.quanyu.reach.message.SenderKey;
import io.quanyu.reach.message.SenderProgress;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How far messages are. Counts are read from the dispatches, of which a broadcast has some
 * thousand, and never from the messages.
 */
@Component
public final class ProgressSql {

  private final JdbcTemplate jdbc;
  private final NumberSets sets;

  public ProgressSql(DataSource dataSource, NumberSets sets) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.sets = sets;
  }

  /** See {@link io.quanyu.reach.message.Outbox#count}. */
  public MessageCounts count(MessageSource source) {
    var byState = new EnumMap<DispatchState, Long>(DispatchState.class);
    long[] refused = {0};
    jdbc.query(
        """
        select d.state, sum(d.messages - d.refused), sum(d.refused)
        from reach_message.source s
        join reach_message.dispatch d on d.source_no = s.source_no
        where s.kind = ? and s.id = ? group by d.state
        """,
        row -> {
          byState.put(DispatchState.valueOf(row.getString(1)), row.getLong(2));
          refused[0] += row.getLong(3);
        },
        source.kind(),
        source.id());
    return new MessageCounts(byState, refused[0]);
  }

  /** See {@link io.quanyu.reach.message.Outbox#progress}. */
  public List<ChannelProgress> byChannel(MessageSource source) {
    return jdbc.query(
        """
        select d.channel,
          sum(d.messages - d.refused) filter (where d.state = 'PLANNED'),
          sum(d.messages - d.refused) filter (where d.state = 'SENDING'),
          sum(d.messages - d.refused - d.reached - d.failed)
            filter (where d.state = 'ACCEPTED' and d.closed_at is null),
          sum(d.reached) filter (where d.state = 'ACCEPTED'),
          sum(case when d.closed_at is null then d.failed
            else d.messages - d.refused - d.reached end) filter (where d.state = 'ACCEPTED'),
          sum(case d.state when 'REFUSED' then d.messages else d.refused end),
          sum(d.messages - d.refused) filter (where d.state = 'UNKNOWN'),
          sum(d.messages - d.refused) filter (where d.state = 'CANCELLED'),
          sum(d.messages - d.refused - d.reached - d.failed)
            filter (where d.state = 'ACCEPTED' and d.closed_at is null
              and d.sender <> '' and d.confirmed_at is null)
        from reach_message.source s
        join reach_message.dispatch d on d.source_no = s.source_no
        where s.kind = ? and s.id = ?
        group by d.channel order by d.channel
        """,
        (row, _) ->
            new ChannelProgress(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10)),
        source.kind(),
        source.id());
  }

  /** See {@link io.quanyu.reach.message.Outbox#reachedOverTime}. */
  public List<ReachedMinutes> reachedOverTime(MessageSource source, int spansMax) {
    return jdbc.query(
        """
        with own as (
          select m.minute, m.reached from reach_message.source s
          join reach_message.reached_minute m on m.source_no = s.source_no
          where s.kind = ? and s.id = ?),
        span as (
          select min(minute) as first,
            ceil((extract(epoch from max(minute) - min(minute)) / 60 + 1) / ?)
              * interval '1 minute' as length
          from own)
        select date_bin(span.length, own.minute, span.first) as at, sum(own.reached)
        from own, span group by at order by at
        """,
        (row, _) -> new ReachedMinutes(row.getTimestamp(1).toInstant(), row.getLong(2)),
        source.kind(),
        source.id(),
        spansMax);
  }

  /** See {@link io.quanyu.reach.message.Outbox#isClosed}. */
  public boolean isClosed(MessageSource source, int visit) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            select not exists (
              select from reach_message.source s
              join reach_message.dispatch d on d.source_no = s.source_no
              where s.kind = ? and s.id = ? and d.visit = ?
                and (d.state in ('PLANNED', 'SENDING')
                  or d.state = 'ACCEPTED' and d.closed_at is null))
            """,
            Boolean.class,
            source.kind(),
            source.id(),
            visit));
  }

  /** See {@link io.quanyu.reach.message.Outbox#outcomes}. */
  public Outcomes outcomes(MessageSource source, int visit) {
    // One statement, so that everybody is in one set: between two, a receipt may come.
    var byName =
        sets.byName(
            """
            select f.outcome, string_agg(int4send(f.customer_no), '')
            from (
              select m.customer_no,
                case
                  when d.reached > 0 and exists (select from reach_message.receipt r
                    where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no
                      and r.kind = 'DELIVERED') then 'reached'
                  when d.state = 'REFUSED' or d.refused > 0 and exists (
                    select from reach_message.refused_message r
                    where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no)
                    then 'failed'
                  when d.state = 'CANCELLED' then 'cancelled'
                  when d.state = 'UNKNOWN' then 'unknown'
                  when d.state <> 'ACCEPTED' then 'pending'
                  when d.closed_at is not null or d.failed > 0 and exists (
                    select from reach_message.receipt r
                    where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no
                      and r.kind = 'FAILED') then 'failed'
                  else 'pending'
                end as outcome
              from reach_message.source s
              join reach_message.dispatch d on d.source_no = s.source_no
              join reach_message.message m on m.dispatch_no = d.dispatch_no
              where s.kind = ? and s.id = ? and d.visit = ?) as f
            group by f.outcome, f.customer_no >> 16
            """,
            source.kind(),
            source.id(),
            visit);
    return new Outcomes(
        byName.getOrDefault("reached", new RoaringBitmap()),
        byName.getOrDefault("pending", new RoaringBitmap()),
        byName.getOrDefault("failed", new RoaringBitmap()),
        byName.getOrDefault("unknown", new RoaringBitmap()),
        byName.getOrDefault("cancelled", new RoaringBitmap()));
  }

  /** See {@link io.quanyu.reach.message.Outbox#takenBack}. */
  public RoaringBitmap takenBack(MessageSource source, int visit) {
    return sets.one(
        """
        select string_agg(int4send(m.customer_no), '')
        from reach_message.source s
        join reach_message.dispatch d on d.source_no = s.source_no
        join reach_message.message m on m.dispatch_no = d.dispatch_no
        where s.kind = ? and s.id = ? and d.visit = ?
          and (d.recalled_at is not null or d.state = 'CANCELLED' and d.recall_at is not null)
          and not exists (select from reach_message.receipt r
            where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no)
          and not exists (select from reach_message.refused_message r
            where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no)
        group by m.customer_no >> 16
        """,
        source.kind(),
        source.id(),
        visit);
  }

  /** See {@link io.quanyu.reach.message.Outbox#accepted}. */
  public RoaringBitmap accepted(MessageSource source) {
    return sets.one(
        """
        select string_agg(int4send(m.customer_no), '')
        from reach_message.source s
        join reach_message.dispatch d on d.source_no = s.source_no
        join reach_message.message m on m.dispatch_no = d.dispatch_no
        where s.kind = ? and s.id = ? and d.state = 'ACCEPTED'
          and (d.refused = 0 or not exists (
            select from reach_message.refused_message r
            where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no))
        group by m.customer_no >> 16
        """,
        source.kind(),
        source.id());
  }

  /** See {@link io.quanyu.reach.message.Outbox#senderCounts}. */
  public SenderCounts senderCounts(MessageSource source) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            select count(*) filter (where g.confirmed), count(*) filter (where not g.confirmed)
            from (
              select bool_and(d.confirmed_at is not null) as confirmed
              from reach_message.source s
              join reach_message.dispatch d on d.source_no = s.source_no
              where s.kind = ? and s.id = ? and d.state = 'ACCEPTED' and d.sender <> ''
              group by d.channel, d.sender) as g
            """,
            (row, _) -> new SenderCounts(row.getLong(1), row.getLong(2)),
            source.kind(),
            source.id()));
  }

  /** See {@link io.quanyu.reach.message.Outbox#senders}. */
  public List<SenderProgress> senders(
      MessageSource source, boolean onlyUnconfirmed, Optional<SenderKey> after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(source.kind(), source.id()));
    after.ifPresent(key -> {
      parameters.add(key.channel());
      parameters.add(key.sender());
    });
    parameters.add(onlyUnconfirmed);
    parameters.add(limit);
    return jdbc.query(
        """
        select d.channel, d.sender, sum(d.messages - d.refused), sum(d.reached),
          case when bool_and(d.confirmed_at is not null) then max(d.confirmed_at) end
        from reach_message.source s
        join reach_message.dispatch d on d.source_no = s.source_no
        where s.kind = ? and s.id = ? and d.state = 'ACCEPTED' and d.sender <> '' %s
        group by d.channel, d.sender
        having not ? or not bool_and(d.confirmed_at is not null)
        order by d.channel, d.sender limit ?
        """
            .formatted(after.isPresent() ? "and (d.channel, d.sender) > (?, ?)" : ""),
        (row, _) ->
            new SenderProgress(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                Optional.ofNullable(row.getTimestamp(5)).map(Timestamp::toInstant)),
        parameters.toArray());
  }
}
