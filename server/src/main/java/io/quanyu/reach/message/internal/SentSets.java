package io.quanyu.reach.message.internal;

import io.quanyu.platform.database.NumberSets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Who got how many messages, by the number under which they were written. */
@Component
public final class SentSets {

  /*
   * A message counts from when its call was begun, or will be. It does not count when it surely
   * reached nobody: refused, cancelled, or taken back before a guide confirmed.
   */
  private static final String COUNTING =
      """
      select f.messages::text, string_agg(int4send(f.customer_no), '')
      from (
        select m.customer_no, least(count(*), ?) as messages
        from reach_message.dispatch d
        join reach_message.message m on m.dispatch_no = d.dispatch_no
        where d.state not in ('REFUSED', 'CANCELLED')
          and not (d.recalled_at is not null and d.closed_at is not null
            and d.confirmed_at is null and d.reached = 0)
          and (d.refused = 0 or not exists (
            select from reach_message.refused_message r
            where r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no))
          and %s
        group by m.customer_no) as f
      group by f.messages, f.customer_no >> 16
      """;

  private final NumberSets sets;

  public SentSets(NumberSets sets) {
    this.sets = sets;
  }

  /** Marketing messages later than a moment, counted up to {@code messagesMax}. */
  MessageTally marketingSince(Optional<String> channel, Instant after, int messagesMax) {
    List<Object> bindings = new ArrayList<>(List.of(messagesMax, after.atOffset(ZoneOffset.UTC)));
    channel.ifPresent(bindings::add);
    return tally(
        COUNTING.formatted(
            "d.purpose = 'MARKETING' and coalesce(d.begun_at, d.not_before) > ?::timestamptz "
                + (channel.isPresent() ? "and d.channel = ?" : "")),
        bindings.toArray());
  }

  /** Messages of a channel within a span, counted up to {@code messagesMax}. */
  MessageTally inSpan(String channel, Instant from, Instant until, int messagesMax) {
    return tally(
        COUNTING.formatted(
            """
            coalesce(d.begun_at, d.not_before) >= ?::timestamptz
            and coalesce(d.begun_at, d.not_before) < ?::timestamptz and d.channel = ?
            """),
        messagesMax,
        from.atOffset(ZoneOffset.UTC),
        until.atOffset(ZoneOffset.UTC),
        channel);
  }

  private MessageTally tally(String sql, Object... bindings) {
    Map<Integer, RoaringBitmap> byMessages = new HashMap<>();
    sets.byName(sql, bindings)
        .forEach((messages, whom) -> byMessages.put(Integer.valueOf(messages), whom));
    return new MessageTally(byMessages);
  }
}
