package io.quanyu.reach.message.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.reach.message.SuppressionReason;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Suppressed addresses in the database. */
@Component
public final class SuppressionSql {

  private final JdbcTemplate jdbc;

  public SuppressionSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A suppressed address with its number in the list. */
  public record Suppression(
      long suppressionNo, String channel, UUID identifier, SuppressionReason reason, Instant at) {}

  /** See {@link io.quanyu.reach.message.Suppressions#addIdentifiers}. */
  public int insert(
      String channel, Collection<UUID> identifiers, SuppressionReason reason, Instant at) {
    return jdbc.update(
        """
        insert into reach_message.suppression (channel, identifier, reason, at)
        select distinct ?, i, ?::reach_message.suppression_reason, ?::timestamptz
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

  /** See {@link io.quanyu.reach.message.Suppressions#removeIdentifiers}. */
  public int delete(String channel, Collection<UUID> identifiers, SuppressionReason reason) {
    return jdbc.update(
        """
        delete from reach_message.suppression
        where channel = ? and reason = ?::reach_message.suppression_reason
          and identifier = any(?::uuid[])
        """,
        statement -> {
          statement.setString(1, channel);
          statement.setString(2, reason.name());
          SqlArrays.setUuids(statement, 3, identifiers);
        });
  }

  /** Takes one out of the list. */
  public boolean delete(long suppressionNo) {
    return jdbc.update(
            "delete from reach_message.suppression where suppression_no = ?", suppressionNo)
        == 1;
  }

  /** The latest entries, newest first. */
  public List<Suppression> list(
      Optional<String> channel, Optional<SuppressionReason> reason, long beforeNo, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(beforeNo));
    channel.ifPresent(parameters::add);
    reason.ifPresent(one -> parameters.add(one.name()));
    parameters.add(limit);
    return jdbc.query(
        """
        select suppression_no, channel, identifier, reason, at from reach_message.suppression
        where suppression_no < ? %s %s
        order by suppression_no desc limit ?
        """
            .formatted(
                channel.isPresent() ? "and channel = ?" : "",
                reason.isPresent() ? "and reason = ?::reach_message.suppression_reason" : ""),
        (row, _) ->
            new Suppression(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                SuppressionReason.valueOf(row.getString(4)),
                row.getTimestamp(5).toInstant()),
        parameters.toArray());
  }

  boolean isAny(String channel) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from reach_message.suppression where channel = ?)",
            Boolean.class,
            channel));
  }

  /** Those of the addresses that must not be used. */
  Set<UUID> find(String channel, Collection<UUID> identifiers) {
    Set<UUID> found = new HashSet<>();
    jdbc.query(
        """
        select identifier from reach_message.suppression
        where channel = ? and identifier = any(?::uuid[])
        """,
        statement -> {
          statement.setString(1, channel);
          SqlArrays.setUuids(statement, 2, identifiers);
        },
        row -> {
          found.add(row.getObject(1, UUID.class));
        });
    return found;
  }

  /** All addresses of a channel that must not be used. */
  List<UUID> all(String channel) {
    return jdbc.query(
        "select distinct identifier from reach_message.suppression where channel = ?",
        (row, _) -> row.getObject(1, UUID.class),
        channel);
  }

  /** See {@link io.quanyu.reach.message.ContactLimits#lostSince}. */
  public List<UUID> identifiersSince(Set<String> channels, Instant from) {
    return jdbc.query(
        """
        select distinct identifier from reach_message.suppression
        where channel = any(?::text[]) and at >= ?
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "text", channels, channel -> channel);
          statement.setTimestamp(2, Timestamp.from(from));
        },
        (row, _) -> row.getObject(1, UUID.class));
  }
}
