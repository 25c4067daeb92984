package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.MessageContent;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every statement of sending: each works on all calls of a round. */
@Component
public final class SendingSql {

  private static final TypeReference<Map<String, String>> FALLBACKS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final ReceiptSql receipts;

  public SendingSql(DataSource dataSource, JsonMapper json, ReceiptSql receipts) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.json = json;
    this.receipts = receipts;
  }

  /**
   * A call that this round has taken.
   *
   * @param attemptNo who sees another number there later has lost the call to somebody else
   * @param isOpen an earlier attempt may have reached the vendor
   * @param isPersonalised its recipients were chosen by profile or behaviour
   */
  record Claimed(
      long dispatchNo,
      int attemptNo,
      boolean isOpen,
      boolean isPersonalised,
      Instant leaseUntil,
      Call call) {}

  /** What became of a call that was taken. */
  record Settled<A>(Claimed claimed, A answer) {}

  /** Only one server at a time takes calls of a channel: so the rate is that of all together. */
  void lock(String channel) {
    jdbc.query(
        "select pg_advisory_xact_lock('reach_message.dispatch'::regclass::oid::int, hashtext(?))",
        _ -> {},
        channel);
  }

  /** Calls of a channel that were begun after an instant. */
  int countStarted(String channel, Instant after) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            select count(*)::int from reach_message.attempt where channel = ? and started_at > ?
            """,
            Integer.class,
            channel,
            Timestamp.from(after)));
  }

  /**
   * Takes calls that are due, service first, then the longest waiting; none of sources that pause.
   *
   * @param isQuiet marketing waits
   */
  List<Claimed> claimDue(
      String channel, boolean isQuiet, int limit, Instant now, Instant leaseUntil) {
    return claim(
        false,
        """
        select d.dispatch_no from reach_message.dispatch d
        where d.channel = ? and d.state = 'PLANNED' and d.not_before <= ? %s
          and not exists (
            select from reach_message.source s where s.source_no = d.source_no and s.paused)
        order by d.purpose, d.not_before, d.dispatch_no limit ? for update of d skip locked
        """
            .formatted(isQuiet ? "and d.purpose = 'SERVICE'" : ""),
        channel,
        limit,
        now,
        leaseUntil);
  }

  /** Takes calls, to be made again, whose answer never came. */
  List<Claimed> claimOverdue(String channel, int limit, Instant now, Instant leaseUntil) {
    return claim(
        true,
        """
        select dispatch_no from reach_message.dispatch
        where channel = ? and state = 'SENDING' and lease_until <= ?
        order by lease_until, dispatch_no limit ? for update skip locked
        """,
        channel,
        limit,
        now,
        leaseUntil);
  }

  private List<Claimed> claim(
      boolean isOpen,
      String candidates,
      String channel,
      int limit,
      Instant now,
      Instant leaseUntil) {
    return claimed(
        isOpen,
        """
        with candidate as (%s),
        taken as (
          update reach_message.dispatch d
          set state = 'SENDING', attempts = d.attempts + 1, lease_until = ?, begun_at = ?
          from candidate where d.dispatch_no = candidate.dispatch_no
          returning d.dispatch_no, d.attempts, d.lease_until, d.mark, d.sender, d.purpose,
            d.refused, d.content_no, d.personalised),
        begun as (
          insert into reach_message.attempt (dispatch_no, attempt_no, channel, started_at)
          select dispatch_no, attempts, ?, ? from taken
          returning dispatch_no, started_at)
        """
            .formatted(candidates),
        channel,
        Timestamp.from(now),
        limit,
        Timestamp.from(leaseUntil),
        Timestamp.from(now),
        channel,
        Timestamp.from(now));
  }

  /** Takes calls, to ask the vendor for them, whose answer never came. */
  List<Claimed> claimUnanswered(String channel, int limit, Instant now, Instant leaseUntil) {
    return claimed(
        true,
        """
        with candidate as (
          select dispatch_no from reach_message.dispatch
          where channel = ? and state = 'SENDING' and lease_until <= ?
          order by lease_until, dispatch_no limit ? for update skip locked),
        taken as (
          update reach_message.dispatch d set lease_until = ?
          from candidate where d.dispatch_no = candidate.dispatch_no
          returning d.dispatch_no, d.attempts, d.lease_until, d.mark, d.sender, d.purpose,
            d.refused, d.content_no, d.personalised),
        begun as (
          select a.dispatch_no, a.started_at from taken
          join reach_message.attempt a
            on a.dispatch_no = taken.dispatch_no and a.attempt_no = taken.attempts)
        """,
        channel,
        Timestamp.from(now),
        limit,
        Timestamp.from(leaseUntil));
  }

  private List<Claimed> claimed(boolean isOpen, String taken, Object... parameters) {
    return jdbc.query(
        taken
            + """
            select t.dispatch_no, t.attempts, t.lease_until, t.mark, t.sender, t.purpose,
              b.started_at, c.text, c.fallbacks, c.link_url, c.link_title,
              coalesce(
                (select array_agg(m.customer_no order by m.customer_no) from reach_message.message m
                 where m.dispatch_no = t.dispatch_no and (t.refused = 0 or not exists (
                   select from reach_message.refused_message r
                   where r.dispatch_no = t.dispatch_no and r.customer_no = m.customer_no))),
                '{}'), t.personalised
            from taken t
            join begun b on b.dispatch_no = t.dispatch_no
            join reach_message.content c on c.content_no = t.content_no
            """,
        (row, _) ->
            new Claimed(
                row.getLong(1),
                row.getInt(2),
                isOpen,
                row.getBoolean(13),
                row.getTimestamp(3).toInstant(),
                new Call(
                    row.getString(4),
                    row.getString(5),
                    MessagePurpose.valueOf(row.getString(6)),
                    content(
                        row.getString(8), row.getString(9), row.getString(10), row.getString(11)),
                    Arrays.asList((Integer[]) row.getArray(12).getArray()),
                    row.getTimestamp(7).toInstant())),
        parameters);
  }

  private MessageContent content(
      String text, String fallbacks, @Nullable String url, @Nullable String title) {
    return new MessageContent(
        text,
        json.readValue(fallbacks, FALLBACKS),
        url == null || title == null
            ? Optional.empty()
            : Optional.of(new MessageContent.Link(url, title)));
  }

  /** Gives up on calls whose answer never came. */
  int forsake(String channel, Instant now, String reason) {
    return jdbc.update(
        """
        update reach_message.dispatch
        set state = 'UNKNOWN', lease_until = null, ended_at = ?, reason = ?
        where channel = ? and state = 'SENDING' and lease_until <= ?
        """,
        Timestamp.from(now),
        reason,
        channel,
        Timestamp.from(now));
  }

  /**
   * Ends calls that the vendor has, and counts receipts that came before its answer.
   *
   * @param askAt when they are looked after first
   */
  void accept(
      String channel, List<Settled<CallAnswer.Accepted>> settled, Instant askAt, Instant now) {
    if (settled.isEmpty()) {
      return;
    }
    var vendorIds = settled.stream().map(one -> one.answer().vendorId()).toList();
    receipts.lockCalls(channel, vendorIds);
    insertRefused(settled);
    update(
        """
        state = 'ACCEPTED', lease_until = null, vendor_id = n.value, ended_at = c.now,
          reason = null, asks = 0, ask_at = n.at,
          closed_at = case when d.refused >= d.messages then c.now end
        """,
        settled,
        one -> one.answer().vendorId(),
        _ -> askAt,
        now);
    receipts.countEarly(channel, vendorIds, now);
  }

  /** A recipient who is left out of a call. */
  record Refusal(Claimed claimed, int customerNo, String reason) {}

  private void insertRefused(List<Settled<CallAnswer.Accepted>> settled) {
    List<Refusal> refusals = new ArrayList<>();
    for (var one : settled) {
      one.answer()
          .refused()
          .forEach(
              (customerNo, reason) -> refusals.add(new Refusal(one.claimed(), customerNo, reason)));
    }
    refuse(refusals);
  }

  /** Leaves recipients out of calls that were taken. */
  void refuse(Collection<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        with refused as (
          insert into reach_message.refused_message (dispatch_no, customer_no, reason)
          select m.dispatch_no, m.customer_no, n.reason
          from unnest(?::bigint[], ?::int[], ?::int[], ?::text[])
            n (dispatch_no, attempts, customer_no, reason)
          join reach_message.dispatch d
            on d.dispatch_no = n.dispatch_no and d.attempts = n.attempts and d.state = 'SENDING'
          join reach_message.message m
            on m.dispatch_no = n.dispatch_no and m.customer_no = n.customer_no
          on conflict (dispatch_no, customer_no) do nothing
          returning dispatch_no)
        update reach_message.dispatch d set refused = d.refused + n.messages
        from (select dispatch_no, count(*) as messages from refused group by dispatch_no) n
        where d.dispatch_no = n.dispatch_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int8", refusals, one -> one.claimed().dispatchNo());
          SqlArrays.setColumn(statement, 2, "int4", refusals, one -> one.claimed().attemptNo());
          SqlArrays.setColumn(statement, 3, "int4", refusals, Refusal::customerNo);
          SqlArrays.setColumn(statement, 4, "text", refusals, Refusal::reason);
        });
  }

  /** Ends calls that were taken and have nobody left to be sent to; none was made. */
  void cancel(List<Claimed> taken, String reason, Instant now) {
    if (taken.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        with taken as (
          select * from unnest(?::bigint[], ?::int[]) t (dispatch_no, attempts)),
        unmade as (
          delete from reach_message.attempt a using taken t
          where a.dispatch_no = t.dispatch_no and a.attempt_no = t.attempts)
        update reach_message.dispatch d
        set state = 'CANCELLED', lease_until = null, begun_at = null, reason = ?, ended_at = ?
        from taken t where d.dispatch_no = t.dispatch_no and d.attempts = t.attempts
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int8", taken, Claimed::dispatchNo);
          SqlArrays.setColumn(statement, 2, "int4", taken, Claimed::attemptNo);
          statement.setString(3, reason);
          statement.setTimestamp(4, Timestamp.from(now));
        });
  }

  /** Ends calls that the vendor will never take. */
  void end(List<Settled<CallAnswer.Refused>> settled, Instant now) {
    update(
        "state = 'REFUSED', lease_until = null, reason = n.value, ended_at = c.now",
        settled,
        one -> one.answer().reason(),
        _ -> now,
        now);
  }

  /** Gives up on calls of which nothing more can be known. */
  void forsake(List<Settled<CallAnswer.Unknown>> settled, Instant now) {
    update(
        "state = 'UNKNOWN', lease_until = null, reason = n.value, ended_at = c.now",
        settled,
        one -> one.answer().reason(),
        _ -> now,
        now);
  }

  /** Puts calls back of which the vendor surely has nothing. */
  <A> void putBack(List<Settled<A>> settled, Function<A, Duration> pause, Instant now) {
    update(
        """
        state = case when d.recall_at is null then 'PLANNED' else 'CANCELLED' end
            ::reach_message.dispatch_state,
          ended_at = case when d.recall_at is not null then c.now end,
          reason = case when d.recall_at is not null then 'recalled' end,
          lease_until = null, begun_at = null, not_before = n.at
        """,
        settled,
        _ -> null,
        one -> now.plus(pause.apply(one.answer())),
        now);
  }

  /** Has calls of which nothing is known looked after at a time. */
  <A> void wait(List<Settled<A>> settled, Function<Settled<A>, Instant> until, Instant now) {
    update("lease_until = n.at", settled, _ -> null, until, now);
  }

  /** Only calls that are still those that were taken: a later attempt knows better. */
  private <A> void update(
      String set,
      Collection<Settled<A>> settled,
      Function<Settled<A>, @Nullable String> value,
      Function<Settled<A>, Instant> at,
      Instant now) {
    if (settled.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        update reach_message.dispatch d set %s
        from unnest(?::bigint[], ?::int[], ?::text[], ?::timestamptz[])
          n (dispatch_no, attempts, value, at), (select ?::timestamptz) c (now)
        where d.dispatch_no = n.dispatch_no and d.attempts = n.attempts and d.state = 'SENDING'
        """
            .formatted(set),
        statement -> {
          SqlArrays.setColumn(statement, 1, "int8", settled, one -> one.claimed().dispatchNo());
          SqlArrays.setColumn(statement, 2, "int4", settled, one -> one.claimed().attemptNo());
          SqlArrays.setColumn(statement, 3, "text", settled, value);
          SqlArrays.setColumn(
              statement, 4, "timestamptz", settled, one -> Timestamp.from(at.apply(one)));
          statement.setTimestamp(5, Timestamp.from(now));
        });
  }
}
