package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.platform.database.BulkCopy;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageCounts;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What goes into the outbox, and what is in it. */
@Component
public final class OutboxSql {

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;
  private final Marks marks;

  public OutboxSql(DataSource dataSource, BulkCopy copy, Marks marks) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
    this.marks = marks;
  }

  /** See {@link io.quanyu.reach.message.Outbox#add}. */
  public void insert(MessageSource source, List<NewDispatch> dispatches) {
    int sourceNo = ensure(source);
    Set<String> texts = new LinkedHashSet<>();
    dispatches.forEach(dispatch -> texts.add(dispatch.content().text()));
    var contents = insertContents(sourceNo, texts);
    long[] dispatchNos = takeDispatchNos(dispatches.size());
    copy.into(
        "reach_message.dispatch",
        List.of(
            "dispatch_no", "source_no", "channel", "sender", "content_no", "mark", "not_before"),
        rows -> {
          for (int i = 0; i < dispatches.size(); i++) {
            var dispatch = dispatches.get(i);
            rows.add(
                dispatchNos[i],
                sourceNo,
                dispatch.channel(),
                dispatch.sender(),
                contents.get(dispatch.content().text()),
                marks.next(),
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

  /** See {@link io.quanyu.reach.message.Outbox#cancel}. */
  public long cancel(MessageSource source, String reason) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            with cancelled as (
              update reach_message.dispatch d
              set state = 'CANCELLED', reason = ?, ended_at = now()
              from reach_message.source s
              where s.kind = ? and s.id = ? and d.source_no = s.source_no and d.state = 'PLANNED'
              returning d.dispatch_no)
            select count(*) from cancelled c
            join reach_message.message m on m.dispatch_no = c.dispatch_no
            """,
            Long.class,
            reason,
            source.kind(),
            source.id()));
  }

  /** See {@link io.quanyu.reach.message.Outbox#count}. */
  public MessageCounts count(MessageSource source) {
    var byState = new EnumMap<DispatchState, Long>(DispatchState.class);
    long[] refused = {0};
    jdbc.query(
        """
        with named as (select source_no from reach_message.source where kind = ? and id = ?),
        sized as (
          select d.state,
                 (select count(*) from reach_message.message m
                  where m.dispatch_no = d.dispatch_no) as messages,
                 (select count(*) from reach_message.refused_message r
                  where r.dispatch_no = d.dispatch_no) as refused
          from named join reach_message.dispatch d on d.source_no = named.source_no)
        select state, sum(messages - refused), sum(refused) from sized group by state
        """,
        row -> {
          byState.put(DispatchState.valueOf(row.getString(1)), row.getLong(2));
          refused[0] += row.getLong(3);
        },
        source.kind(),
        source.id());
    return new MessageCounts(byState, refused[0]);
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

  private Map<String, Long> insertContents(int sourceNo, Set<String> texts) {
    Map<String, Long> numbers = HashMap.newHashMap(texts.size());
    jdbc.query(
        """
        insert into reach_message.content (source_no, text)
        select ?, t from unnest(?::text[]) t
        returning text, content_no
        """,
        statement -> {
          statement.setInt(1, sourceNo);
          statement.setArray(
              2, statement.getConnection().createArrayOf("text", texts.toArray(String[]::new)));
        },
        row -> {
          numbers.put(row.getString(1), row.getLong(2));
        });
    return numbers;
  }

  private long[] takeDispatchNos(int count) {
    return jdbc
        .query(
            "select nextval('reach_message.dispatch_no') from generate_series(1, ?)",
            (row, _) -> row.getLong(1),
            count)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }
}
