package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What goes into the outbox, and what is taken back out of it. */
@Component
public final class OutboxSql {

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;
  private final Marks marks;
  private final JsonMapper json;
  private final Clock clock;

  public OutboxSql(
      DataSource dataSource, BulkCopy copy, Marks marks, JsonMapper json, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
    this.marks = marks;
    this.json = json;
    this.clock = clock;
  }

  /** See {@link io.quanyu.reach.message.Outbox#add}. */
  public void insert(MessageSource source, List<NewDispatch> dispatches) {
    int sourceNo = ensure(source);
    var contents = insertContents(sourceNo, dispatches);
    long[] dispatchNos = takeNumbers("dispatch_no", dispatches.size());
    copy.into(
        "reach_message.dispatch",
        List.of(
            "dispatch_no",
            "source_no",
            "visit",
            "channel",
            "sender",
            "purpose",
            "personalised",
            "content_no",
            "messages",
            "mark",
            "not_before"),
        rows -> {
          for (int i = 0; i < dispatches.size(); i++) {
            var dispatch = dispatches.get(i);
            rows.add(
                dispatchNos[i],
                sourceNo,
                dispatch.visit(),
                dispatch.channel(),
                dispatch.sender(),
                dispatch.purpose(),
                dispatch.isPersonalised(),
                contents.get(dispatch.content()),
                dispatch.customerNos().size(),
                marks.next(sourceNo),
                dispatch.notBefore());
          }
        });
    copy.into(
        "reach_message.message",
        List.of("source_no", "customer_no", "visit", "dispatch_no"),
        rows -> {
          for (int i = 0; i < dispatches.size(); i++) {
            var dispatch = dispatches.get(i);
            for (int customerNo : dispatch.customerNos()) {
              rows.add(sourceNo, customerNo, dispatch.visit(), dispatchNos[i]);
            }
          }
        });
  }

  /** See {@link io.quanyu.reach.message.Outbox#campaignMark}. */
  public String campaignMark(MessageSource source) {
    return Marks.ofSource(ensure(source));
  }

  /** See {@link io.quanyu.reach.message.Outbox#pause}. */
  public void pause(MessageSource source, boolean isPaused) {
    jdbc.update(
        "update reach_message.source set paused = ? where source_no = ?", isPaused, ensure(source));
  }

  /** See {@link io.quanyu.reach.message.Outbox#cancel}. */
  public long cancel(MessageSource source, String reason) {
    // One statement for both states: a call that changes between them meanwhile is seen in one.
    return jdbc
        .query(
            """
            update reach_message.dispatch d
            set state = case d.state when 'PLANNED' then 'CANCELLED' else d.state end,
                reason = case d.state when 'PLANNED' then ? else d.reason end,
                ended_at = case d.state when 'PLANNED' then ? else d.ended_at end,
                recall_at = coalesce(d.recall_at, ?)
            from reach_message.source s
            where s.kind = ? and s.id = ? and d.source_no = s.source_no
              and d.state in ('PLANNED', 'SENDING')
            returning d.state, d.messages - d.refused
            """,
            (row, _) ->
                DispatchState.valueOf(row.getString(1)) == DispatchState.CANCELLED
                    ? row.getLong(2)
                    : 0L,
            reason,
            now(),
            now(),
            source.kind(),
            source.id())
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** See {@link io.quanyu.reach.message.Outbox#recall}. */
  public void recall(MessageSource source, int visit, Set<String> channels) {
    jdbc.update(
        """
        update reach_message.dispatch d
        set state = case d.state when 'PLANNED' then 'CANCELLED' else d.state end,
            reason = case d.state when 'PLANNED' then 'recalled' else d.reason end,
            ended_at = case d.state when 'PLANNED' then ? else d.ended_at end,
            recall_at = ?,
            ask_at = case when d.state = 'ACCEPTED' then ?::timestamptz end,
            asks = 0
        from reach_message.source s
        where s.kind = ? and s.id = ? and d.source_no = s.source_no and d.visit = ?
          and d.channel = any (?) and d.recall_at is null
          and (d.state in ('PLANNED', 'SENDING')
            or d.state = 'ACCEPTED' and d.closed_at is null and d.confirmed_at is null)
        """,
        now(),
        now(),
        now(),
        source.kind(),
        source.id(),
        visit,
        channels.toArray(String[]::new));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private int ensure(MessageSource source) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            insert into reach_message.source (kind, id) values (?, ?)
            on conflict (kind, id) do update set kind = excluded.kind returning source_no
            """,
            Integer.class,
            source.kind(),
            source.id()));
  }

  private Map<MessageContent, Long> insertContents(int sourceNo, List<NewDispatch> dispatches) {
    Map<MessageContent, Long> numbers = new HashMap<>();
    var contents = dispatches.stream().map(NewDispatch::content).distinct().toList();
    long[] taken = takeNumbers("content_no", contents.size());
    for (int i = 0; i < taken.length; i++) {
      numbers.put(contents.get(i), taken[i]);
    }
    jdbc.update(
        """
        insert into reach_message.content
          (source_no, content_no, text, fallbacks, link_url, link_title)
        select ?, n.content_no, n.text, n.fallbacks::jsonb, n.link_url, n.link_title
        from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
          n (content_no, text, fallbacks, link_url, link_title)
        """,
        statement -> {
          statement.setInt(1, sourceNo);
          SqlArrays.setColumn(statement, 2, "int8", contents, numbers::get);
          SqlArrays.setColumn(statement, 3, "text", contents, MessageContent::text);
          SqlArrays.setColumn(
              statement, 4, "text", contents, one -> json.writeValueAsString(one.fallbacks()));
          SqlArrays.setColumn(
              statement,
              5,
              "text",
              contents,
              one -> one.link().map(MessageContent.Link::url).orElse(null));
          SqlArrays.setColumn(
              statement,
              6,
              "text",
              contents,
              one -> one.link().map(MessageContent.Link::title).orElse(null));
        });
    return numbers;
  }

  private long[] takeNumbers(String sequence, int count) {
    return jdbc
        .query(
            "select nextval('reach_message.%s') from generate_series(1, ?)".formatted(sequence),
            (row, _) -> row.getLong(1),
            count)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }
}
