package io.quanyu.reach.message.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.message.OptOutReason;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Opt-outs in the database. */
@Component
public final class OptOutSql {

  private final JdbcTemplate jdbc;

  public OptOutSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** An opt-out with its number in the list. */
  public record OptOut(
      long optOutNo, String channel, UUID identifier, OptOutReason reason, Instant at) {}

  /** See {@link io.quanyu.reach.message.OptOuts#addIdentifiers}. */
  public int insert(String channel, Collection<UUID> identifiers, OptOutReason reason, Instant at) {
    return jdbc.update(
        """
        insert into reach_message.opt_out (channel, identifier, reason, at)
        select distinct ?, i, ?::reach_message.opt_out_reason, ?::timestamptz
        from unnest(?::uuid[]) i
        on conflict (channel, identifier, reason) do nothing
        """,
        statement -> {
          statement.setString(1, channel);
          statement.setString(2, reason.name());
          statement.setTimestamp(3, Timestamp.from(at));
          SqlArrays.setUuids(statement, 4, identifiers);
        });
  }

  /** See {@link io.quanyu.reach.message.OptOuts#removeIdentifiers}. */
  public int delete(String channel, Collection<UUID> identifiers, OptOutReason reason) {
    return jdbc.update(
        """
        delete from reach_message.opt_out
        where channel = ? and reason = ?::reach_message.opt_out_reason
          and identifier = any(?::uuid[])
        """,
        statement -> {
          statement.setString(1, channel);
          statement.setString(2, reason.name());
          SqlArrays.setUuids(statement, 3, identifiers);
        });
  }

  /** Takes one out of the list. */
  public boolean delete(long optOutNo) {
    return jdbc.update("delete from reach_message.opt_out where opt_out_no = ?", optOutNo) == 1;
  }

  /** The latest opt-outs, newest entry first. */
  public List<OptOut> list(
      Optional<String> channel, Optional<OptOutReason> reason, long beforeNo, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(beforeNo));
    channel.ifPresent(parameters::add);
    reason.ifPresent(one -> parameters.add(one.name()));
    parameters.add(limit);
    return jdbc.query(
        """
        select opt_out_no, channel, identifier, reason, at from reach_message.opt_out
        where opt_out_no < ? %s %s
        order by opt_out_no desc limit ?
        """
            .formatted(
                channel.isPresent() ? "and channel = ?" : "",
                reason.isPresent() ? "and reason = ?::reach_message.opt_out_reason" : ""),
        (row, _) ->
            new OptOut(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                OptOutReason.valueOf(row.getString(4)),
                row.getTimestamp(5).toInstant()),
        parameters.toArray());
  }

  boolean isAny(String channel) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from reach_message.opt_out where channel = ?)",
            Boolean.class,
            channel));
  }

  /** Reasons by address, of those addresses that are opted out. */
  Map<UUID, List<OptOutReason>> find(String channel, Collection<UUID> identifiers) {
    Map<UUID, List<OptOutReason>> found = new HashMap<>();
    jdbc.query(
        """
        select identifier, reason from reach_message.opt_out
        where channel = ? and identifier = any(?::uuid[])
        """,
        statement -> {
          statement.setString(1, channel);
          SqlArrays.setUuids(statement, 2, identifiers);
        },
        row -> {
          found
              .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
              .add(OptOutReason.valueOf(row.getString(2)));
        });
    return found;
  }

  /** All addresses of a channel that are opted out, by reason. */
  public Map<OptOutReason, List<UUID>> byReason(String channel) {
    Map<OptOutReason, List<UUID>> identifiers = new EnumMap<>(OptOutReason.class);
    jdbc.query(
        "select identifier, reason from reach_message.opt_out where channel = ?",
        row -> {
          identifiers
              .computeIfAbsent(OptOutReason.valueOf(row.getString(2)), _ -> new ArrayList<>())
              .add(row.getObject(1, UUID.class));
        },
        channel);
    return identifiers;
  }

  /** See {@link io.quanyu.reach.message.OptOuts#since}. */
  public List<UUID> identifiersSince(Set<String> channels, Instant from) {
    return jdbc.query(
        """
        select distinct identifier from reach_message.opt_out
        where channel = any(?::text[]) and at >= ?
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "text", channels, channel -> channel);
          statement.setTimestamp(2, Timestamp.from(from));
        },
        (row, _) -> row.getObject(1, UUID.class));
  }
}
