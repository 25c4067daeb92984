package io.quanyu.platform.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps the data keys of all declared columns anew, a chunk of rows at a time.
 *
 * <p>A chunk is one transaction together with its progress, so it happens whole or not at all. A
 * row is written only if it still holds what was read, and is left for the next round if somebody
 * else has it locked: whoever changes or erases a key wins, never waits for longer than a chunk,
 * and cannot meet us in a deadlock. Who reads meets the old wrapping or the new, which open to the
 * same key.
 */
final class RewrappingKeys {

  private static final Logger log = LoggerFactory.getLogger(RewrappingKeys.class);

  /** Rows of a transaction: some 30 ms of one processor, so that readers hardly wait. */
  static final int CHUNK = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final MasterKeyset master;
  private final Map<String, WrappedKeys> columns = new TreeMap<>();
  private final Clock clock;
  private final int chunk;

  RewrappingKeys(
      DataSource dataSource,
      TransactionTemplate transactions,
      MasterKeyset master,
      List<WrappedKeys> columns,
      Clock clock,
      int chunk) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transactions = transactions;
    this.master = master;
    this.clock = clock;
    this.chunk = chunk;
    for (var column : columns) {
      if (this.columns.put(column.table(), column) != null) {
        throw new IllegalArgumentException("declared twice: " + column.table());
      }
    }
  }

  /** A row's data key, as it is wrapped now. */
  private static final class Stored {
    final String row;
    final byte[] wrapped;
    final byte[] boundTo;

    Stored(String row, byte[] wrapped, byte[] boundTo) {
      this.row = row;
      this.wrapped = wrapped;
      this.boundTo = boundTo;
    }
  }

  /** And as it will be. */
  private static final class Renewed {
    final String row;
    final byte[] before;
    final byte[] after;

    Renewed(String row, byte[] before, byte[] after) {
      this.row = row;
      this.before = before;
      this.after = after;
    }
  }

  /** Counts the data keys that each master key wraps, and keeps the figures. */
  Map<Integer, Long> count() {
    Map<Integer, Long> total = new HashMap<>();
    for (var column : columns.values()) {
      Map<Integer, Long> counts = count(column);
      counts.forEach((keyId, keys) -> total.merge(keyId, keys, Long::sum));
      transactions.executeWithoutResult(_ -> keep(column, counts));
    }
    return total;
  }

  private Map<Integer, Long> count(WrappedKeys column) {
    Map<Integer, Long> counts = new HashMap<>();
    jdbc.query(
        """
        select substring(%1$s from 1 for 5), count(*) from %2$s where %1$s is not null group by 1
        """
            .formatted(column.column(), column.table()),
        row -> {
          counts.merge(MasterKeyset.keyIdOf(row.getBytes(1)), row.getLong(2), Long::sum);
        });
    return counts;
  }

  private void keep(WrappedKeys column, Map<Integer, Long> counts) {
    // Two servers may have counted at once; readers do not wait.
    jdbc.execute("lock table platform_crypto.wrapped_count in share row exclusive mode");
    jdbc.update("delete from platform_crypto.wrapped_count where table_name = ?", column.table());
    counts.forEach((keyId, keys) ->
        jdbc.update(
            "insert into platform_crypto.wrapped_count values (?, ?, ?, ?)",
            column.table(),
            keyId,
            keys,
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
  }

  /** Whether a round over all tables has begun. */
  boolean isBegun(int keyId) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select exists (select from platform_crypto.rewrapping where key_id = ?)",
            Boolean.class,
            keyId));
  }

  /** Begins a round over all tables, the first one or one for what the last left behind. */
  void beginRound(int keyId) {
    for (var column : columns.values()) {
      jdbc.update(
          """
          insert into platform_crypto.rewrapping as r (key_id, table_name, keys)
          select ?, ?, coalesce(sum(keys), 0) from platform_crypto.wrapped_count
          where table_name = ? and key_id <> ?
          on conflict (key_id, table_name) do update set
            keys = r.rewrapped + excluded.keys, after_row = null, is_done = excluded.keys = 0,
            unopened = case when excluded.keys = 0 then 0 else r.unopened end
          """,
          keyId,
          column.table(),
          column.table(),
          keyId);
    }
  }

  /**
   * Wraps the next rows by the key {@code keyId}, which is the primary one.
   *
   * @return how many, 0 if there were only rows that cannot be opened or are locked; empty at the
   *     end of the round
   */
  Optional<Integer> next(int keyId) {
    return Objects.requireNonNull(
        transactions.execute(_ ->
            jdbc
                .query(
                    """
                    select table_name, after_row from platform_crypto.rewrapping
                    where key_id = ? and not is_done order by table_name limit 1 for update
                    """,
                    (row, _) -> next(keyId, row.getString(1), row.getString(2)),
                    keyId)
                .stream()
                .findFirst()));
  }

  private int next(int keyId, String table, @Nullable String after) {
    var column = columns.get(table);
    var stored = column == null ? List.<Stored>of() : read(column, after, keyId);
    var renewed = stored.stream().map(this::renew).flatMap(Optional::stream).toList();
    if (renewed.size() < stored.size()) {
      log.warn(
          "{} keys of {} cannot be opened, rows {} to {}",
          stored.size() - renewed.size(),
          table,
          stored.getFirst().row,
          stored.getLast().row);
    }
    int written = column == null || renewed.isEmpty() ? 0 : write(column, renewed);
    jdbc.update(
        """
        update platform_crypto.rewrapping
        set rewrapped = rewrapped + ?, unopened = ? + case when after_row is null then 0 else unopened end,
          after_row = coalesce(?, after_row), is_done = ?
        where key_id = ? and table_name = ?
        """,
        written,
        stored.size() - renewed.size(),
        stored.isEmpty() ? null : stored.getLast().row,
        stored.size() < chunk,
        keyId,
        table);
    return written;
  }

  private List<Stored> read(WrappedKeys column, @Nullable String after, int keyId) {
    // The text needs a name of its own: rows come in the order of the key, not of its text.
    var sql =
        """
        select %1$s::text as row_text, %2$s, %3$s from %4$s
        where %2$s is not null and substring(%2$s from 2 for 4) <> ? %5$s
        order by %1$s limit %6$d
        """
            .formatted(
                column.rowKey(),
                column.column(),
                column.boundTo(),
                column.table(),
                after == null ? "" : "and %s > ?::%s".formatted(column.rowKey(), type(column)),
                chunk);
    var newKey = ByteBuffer.allocate(4).putInt(keyId).array();
    return jdbc.query(
        sql,
        (row, _) -> new Stored(row.getString(1), row.getBytes(2), row.getBytes(3)),
        after == null ? new Object[] {newKey} : new Object[] {newKey, after});
  }

  private Optional<Renewed> renew(Stored key) {
    try {
      return Optional.of(
          new Renewed(key.row, key.wrapped, master.rewrap(key.wrapped, key.boundTo)));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // lost before us; its master key is kept, so nothing gets worse
    }
  }

  private int write(WrappedKeys column, List<Renewed> renewed) {
    // The range lets any plan read no more of the table than the chunk.
    var sql =
        """
        with renewed as materialized (
          select row_key::%3$s, before, after
          from unnest(?::text[], ?::bytea[], ?::bytea[]) as n (row_key, before, after)),
        free as materialized (
          select r.row_key, r.before, r.after from %1$s t join renewed r
            on t.%4$s = r.row_key and t.%2$s = r.before
          where t.%4$s between ?::%3$s and ?::%3$s
          for no key update of t skip locked)
        update %1$s t set %2$s = f.after from free f
        where t.%4$s = f.row_key and t.%2$s = f.before and t.%4$s between ?::%3$s and ?::%3$s
        """
            .formatted(column.table(), column.column(), type(column), column.rowKey());
    var first = renewed.getFirst().row;
    var last = renewed.getLast().row;
    return jdbc.update(
        sql,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(
              1,
              connection.createArrayOf(
                  "text", renewed.stream().map(key -> key.row).toArray(String[]::new)));
          setBytes(connection, statement, 2, renewed, key -> key.before);
          setBytes(connection, statement, 3, renewed, key -> key.after);
          statement.setString(4, first);
          statement.setString(5, last);
          statement.setString(6, first);
          statement.setString(7, last);
        });
  }

  private static void setBytes(
      Connection connection,
      PreparedStatement statement,
      int index,
      List<Renewed> rows,
      Function<Renewed, byte[]> value)
      throws SQLException {
    statement.setArray(
        index, connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
  }

  /** The type of the rows' key: progress is kept as text. */
  private String type(WrappedKeys column) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select format_type(atttypid, null) from pg_attribute
            where attrelid = ?::regclass and attname = ?
            """,
            String.class,
            column.table(),
            column.rowKey()));
  }
}
