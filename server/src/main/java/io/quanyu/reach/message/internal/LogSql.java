package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.LoggedMessage;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.MessageState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads messages one by one; every statement is bounded. */
@Component
public final class LogSql {

  private static final String MESSAGES =
      """
      select d.dispatch_no, m.customer_no, s.kind, s.id, d.visit, d.channel, d.sender, d.purpose,
        d.state, d.reason, d.closed_at is not null, coalesce(d.begun_at, d.not_before), c.text,
        r.reason, reached.at, failed.at, failed.reason
      from %s
      join reach_message.source s on s.source_no = d.source_no
      join reach_message.content c on c.content_no = d.content_no
      left join reach_message.refused_message r
        on r.dispatch_no = d.dispatch_no and r.customer_no = m.customer_no
      left join reach_message.receipt reached
        on reached.dispatch_no = d.dispatch_no and reached.customer_no = m.customer_no
          and reached.kind = 'DELIVERED'
      left join reach_message.receipt failed
        on failed.dispatch_no = d.dispatch_no and failed.customer_no = m.customer_no
          and failed.kind = 'FAILED'
      """;

  private final JdbcTemplate jdbc;

  public LogSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** See {@link io.quanyu.reach.message.MessageLog#find}. */
  public List<LoggedMessage> find(MessageSource source, Collection<Integer> customerNos) {
    return jdbc.query(
        MESSAGES.formatted(
                """
                reach_message.message m
                join reach_message.dispatch d on d.dispatch_no = m.dispatch_no
                """)
            + """
            where m.customer_no = any(?::int[]) and m.source_no = (
              select source_no from reach_message.source where kind = ? and id = ?)
            order by d.dispatch_no
            """,
        (row, _) -> message(row),
        customerNos.toArray(Integer[]::new),
        source.kind(),
        source.id());
  }

  /**
   * Which messages a page shows.
   *
   * @param customerNos of this customer only: all her numbers; empty for everybody
   * @param source of this source only
   */
  public record Filter(
      Collection<Integer> customerNos,
      Optional<MessageSource> source,
      Optional<String> channel,
      Optional<MessageState> state) {

    /** The same, of these customers only. */
    Filter of(Collection<Integer> numbers) {
      return new Filter(numbers, source, channel, state);
    }
  }

  /** Where a page ended. */
  public record After(long dispatchNo, int customerNo) {}

  /** Messages, those of the latest calls first, and in a call by customer number. */
  public List<LoggedMessage> page(Filter filter, Optional<After> after, int limit) {
    List<Object> parameters = new ArrayList<>();
    var where = new StringBuilder("where true");
    if (!filter.customerNos().isEmpty()) {
      where.append(" and m.customer_no = any(?::int[])");
      parameters.add(filter.customerNos().toArray(Integer[]::new));
    }
    filter
        .source()
        .ifPresent(source -> {
          where.append(
              """
               and d.source_no = (
                select source_no from reach_message.source where kind = ? and id = ?)
              """);
          parameters.add(source.kind());
          parameters.add(source.id());
        });
    filter
        .channel()
        .ifPresent(channel -> {
          where.append(" and d.channel = ?");
          parameters.add(channel);
        });
    filter.state().ifPresent(state -> where.append(" and ").append(condition(state)));
    after.ifPresent(last -> {
      where.append(" and d.dispatch_no <= ? and (d.dispatch_no < ? or m.customer_no > ?)");
      parameters.add(last.dispatchNo());
      parameters.add(last.dispatchNo());
      parameters.add(last.customerNo());
    });
    parameters.add(limit);
    return jdbc.query(
        MESSAGES.formatted(
                """
                reach_message.dispatch d
                join reach_message.message m on m.dispatch_no = d.dispatch_no
                """)
            + where
            + " order by d.dispatch_no desc, m.customer_no limit ?",
        (row, _) -> message(row),
        parameters.toArray());
  }

  /**
   * What {@link #state} says, as a condition. Calls without such a message are left out by their
   * counts, before their messages are read.
   */
  private static String condition(MessageState state) {
    return switch (state) {
      case PLANNED, SENDING, UNKNOWN, CANCELLED ->
          "d.state = '" + state.name() + "' and r.reason is null";
      case SENT ->
          """
          d.state = 'ACCEPTED' and d.closed_at is null
          and d.messages > d.refused + d.reached + d.failed
          and r.reason is null and reached.at is null and failed.at is null
          """;
      case REACHED -> "d.reached > 0 and reached.at is not null";
      case FAILED ->
          """
          d.state = 'ACCEPTED' and (d.failed > 0
            or d.closed_at is not null and d.messages > d.refused + d.reached)
          and r.reason is null and reached.at is null
          and (failed.at is not null or d.closed_at is not null)
          """;
      case REFUSED ->
          """
          (d.refused > 0 or d.state = 'REFUSED')
          and (r.reason is not null or d.state = 'REFUSED') and reached.at is null
          """;
    };
  }

  private static LoggedMessage message(ResultSet row) throws SQLException {
    var dispatch = DispatchState.valueOf(row.getString(9));
    var refused = row.getString(14);
    var reachedAt = row.getTimestamp(15);
    boolean hasFailed = row.getTimestamp(16) != null;
    var state = state(dispatch, refused, reachedAt, hasFailed, row.getBoolean(11));
    return new LoggedMessage(
        row.getLong(1),
        row.getInt(2),
        new MessageSource(row.getString(3), row.getObject(4, UUID.class)),
        row.getInt(5),
        row.getString(6),
        row.getString(7),
        MessagePurpose.valueOf(row.getString(8)),
        state,
        switch (state) {
          case REFUSED -> Optional.ofNullable(refused == null ? row.getString(10) : refused);
          case FAILED -> Optional.ofNullable(row.getString(17));
          case CANCELLED, UNKNOWN -> Optional.ofNullable(row.getString(10));
          case PLANNED, SENDING, SENT, REACHED -> Optional.empty();
        },
        row.getTimestamp(12).toInstant(),
        Optional.ofNullable(reachedAt).map(Timestamp::toInstant),
        row.getString(13));
  }

  /** As {@link ProgressSql#outcomes} judges. */
  private static MessageState state(
      DispatchState dispatch,
      @Nullable String refused,
      @Nullable Timestamp reachedAt,
      boolean hasFailed,
      boolean isClosed) {
    if (reachedAt != null) {
      return MessageState.REACHED;
    }
    if (refused != null) {
      return MessageState.REFUSED;
    }
    return switch (dispatch) {
      case PLANNED -> MessageState.PLANNED;
      case SENDING -> MessageState.SENDING;
      case ACCEPTED -> hasFailed || isClosed ? MessageState.FAILED : MessageState.SENT;
      case REFUSED -> MessageState.REFUSED;
      case UNKNOWN -> MessageState.UNKNOWN;
      case CANCELLED -> MessageState.CANCELLED;
    };
  }
}
