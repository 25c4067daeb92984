package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentStatement;
import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Evidence;
import io.quanyu.know.consent.NewDecision;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger in the database: rows are added, set-wise. */
@Component
public final class LedgerSql {

  private final JdbcTemplate jdbc;

  public LedgerSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A decision with what it will be found by. */
  record Entry(UUID id, int accountNo, String by, NewDecision decision) {}

  /** A decision that is in the ledger under a key. */
  record Keyed(
      String key,
      UUID id,
      String purpose,
      String channel,
      boolean isGrant,
      Instant at,
      int accountNo) {}

  /** A decision of an address. */
  record OfAddress(long decisionNo, UUID identifier) {}

  /**
   * Adds decisions.
   *
   * @return the numbers of those that are new, by id; the others have a key that was used before
   */
  Map<UUID, Long> insert(Collection<Entry> entries, Instant now) {
    Map<UUID, Long> numbers = HashMap.newHashMap(entries.size());
    jdbc.query(
        """
        insert into know_consent.decision (decision_id, purpose, channel, granted, decided_at,
          recorded_at, source, account_no, by_guardian, text_version, wording, place, document,
          recorded_by, key)
        select n.id, n.purpose, n.channel, n.granted, n.at, ?::timestamptz,
          n.source::know_consent.decision_source, n.account_no, n.by_guardian, n.text_version,
          n.wording, n.place, n.document, n.recorded_by, n.key
        from unnest(?::uuid[], ?::text[], ?::text[], ?::bool[], ?::timestamptz[], ?::text[],
          ?::int[], ?::bool[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          n (id, purpose, channel, granted, at, source, account_no, by_guardian, text_version,
            wording, place, document, recorded_by, key)
        on conflict (recorded_by, key) do nothing
        returning decision_id, decision_no
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(now));
          SqlArrays.setColumn(statement, 2, "uuid", entries, Entry::id);
          SqlArrays.setColumn(statement, 3, "text", entries, one -> one.decision().purpose());
          SqlArrays.setColumn(
              statement, 4, "text", entries, one -> one.decision().channel().orElse(""));
          SqlArrays.setColumn(statement, 5, "bool", entries, one -> one.decision().isGrant());
          SqlArrays.setColumn(
              statement, 6, "timestamptz", entries, one -> Timestamp.from(one.decision().at()));
          SqlArrays.setColumn(statement, 7, "text", entries, one -> source(one).name());
          SqlArrays.setColumn(statement, 8, "int4", entries, Entry::accountNo);
          SqlArrays.setColumn(statement, 9, "bool", entries, one -> one.decision().isByGuardian());
          SqlArrays.setColumn(
              statement, 10, "int4", entries, one -> evidence(one).textVersion().orElse(null));
          SqlArrays.setColumn(
              statement, 11, "text", entries, one -> evidence(one).wording().orElse(null));
          SqlArrays.setColumn(
              statement, 12, "text", entries, one -> evidence(one).place().orElse(null));
          SqlArrays.setColumn(
              statement, 13, "text", entries, one -> evidence(one).document().orElse(null));
          SqlArrays.setColumn(statement, 14, "text", entries, Entry::by);
          SqlArrays.setColumn(
              statement, 15, "text", entries, one -> one.decision().key().orElse(null));
        },
        row -> {
          numbers.put(row.getObject(1, UUID.class), row.getLong(2));
        });
    return numbers;
  }

  private static Evidence evidence(Entry entry) {
    return entry.decision().evidence();
  }

  private static DecisionSource source(Entry entry) {
    return evidence(entry).source();
  }

  /** Decisions of somebody under keys. */
  List<Keyed> findKeys(String by, Collection<String> keys) {
    return jdbc.query(
        """
        select key, decision_id, purpose, channel, granted, decided_at, account_no
        from know_consent.decision where recorded_by = ? and key = any (?::text[])
        """,
        statement -> {
          statement.setString(1, by);
          SqlArrays.setColumn(statement, 2, "text", keys, key -> key);
        },
        (row, _) ->
            new Keyed(
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getTimestamp(6).toInstant(),
                row.getInt(7)));
  }

  /** Adds withdrawals of addresses. */
  List<OfAddress> insertOfAddresses(
      String purpose,
      String channel,
      Collection<UUID> identifiers,
      DecisionSource source,
      Instant at,
      String by,
      Instant now) {
    return jdbc.query(
        """
        insert into know_consent.decision (purpose, channel, granted, decided_at, recorded_at,
          source, identifier, recorded_by)
        select ?, ?, false, ?::timestamptz, ?::timestamptz, ?::know_consent.decision_source, i, ?
        from unnest(?::uuid[]) i
        returning decision_no, identifier
        """,
        statement -> {
          statement.setString(1, purpose);
          statement.setString(2, channel);
          statement.setTimestamp(3, Timestamp.from(at));
          statement.setTimestamp(4, Timestamp.from(now));
          statement.setString(5, source.name());
          statement.setString(6, by);
          SqlArrays.setUuids(statement, 7, Set.copyOf(identifiers));
        },
        (row, _) -> new OfAddress(row.getLong(1), row.getObject(2, UUID.class)));
  }

  /** Binds accounts by decisions: an account of each pair by its decision. */
  record Bound(int accountNo, long decisionNo) {}

  /**
   * Binds accounts.
   *
   * @return the accounts that were not bound before
   */
  RoaringBitmap bind(Collection<Bound> bound) {
    var added = new RoaringBitmap();
    jdbc.query(
        """
        insert into know_consent.decision_account (account_no, decision_no)
        select n.account_no, n.decision_no from unnest(?::int[], ?::bigint[])
          n (account_no, decision_no)
        on conflict do nothing returning account_no
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", bound, Bound::accountNo);
          SqlArrays.setColumn(statement, 2, "int8", bound, Bound::decisionNo);
        },
        row -> {
          added.add(row.getInt(1));
        });
    return added;
  }

  /** Those of {@code bound} that are not in the ledger yet. */
  List<Bound> unbound(Collection<Bound> bound) {
    return jdbc.query(
        """
        select n.account_no, n.decision_no from unnest(?::int[], ?::bigint[])
          n (account_no, decision_no)
        where not exists (
          select from know_consent.decision_account d
          where d.account_no = n.account_no and d.decision_no = n.decision_no)
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", bound, Bound::accountNo);
          SqlArrays.setColumn(statement, 2, "int8", bound, Bound::decisionNo);
        },
        (row, _) -> new Bound(row.getInt(1), row.getLong(2)));
  }

  /** The decisions of addresses. */
  List<OfAddress> ofAddresses(Collection<UUID> identifiers) {
    return jdbc.query(
        """
        select decision_no, identifier from know_consent.decision
        where identifier = any (?::uuid[])
        """,
        statement -> SqlArrays.setUuids(statement, 1, identifiers),
        (row, _) -> new OfAddress(row.getLong(1), row.getObject(2, UUID.class)));
  }

  /** The decisions of all addresses, by ascending numbers. */
  List<OfAddress> ofAddressesAfter(long decisionNo, int limit) {
    return jdbc.query(
        """
        select decision_no, identifier from know_consent.decision
        where identifier is not null and decision_no > ? order by decision_no limit ?
        """,
        (row, _) -> new OfAddress(row.getLong(1), row.getObject(2, UUID.class)),
        decisionNo,
        limit);
  }

  /** Whether any address decided anything. */
  boolean isAnyOfAddress() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from know_consent.decision where identifier is not null)",
            Boolean.class));
  }

  /** Decisions that bind accounts: by account, by purpose. */
  Map<Integer, Map<String, List<ConsentStatement>>> binding(Collection<Integer> accountNos) {
    Map<Integer, Map<String, List<ConsentStatement>>> binding = new HashMap<>();
    jdbc.query(
        """
        select b.account_no, d.purpose, d.decision_no, d.channel, d.granted, d.by_guardian,
          coalesce(d.account_no, 0), d.decided_at
        from know_consent.decision_account b
        join know_consent.decision d on d.decision_no = b.decision_no
        where b.account_no = any (?::int[])
        """,
        statement -> SqlArrays.setInts(statement, 1, accountNos),
        row -> {
          binding
              .computeIfAbsent(row.getInt(1), _ -> new HashMap<>())
              .computeIfAbsent(row.getString(2), _ -> new ArrayList<>())
              .add(
                  new ConsentStatement(
                      row.getLong(3),
                      row.getString(4),
                      row.getBoolean(5),
                      row.getBoolean(6),
                      row.getInt(7),
                      row.getTimestamp(8).toInstant()));
        });
    return binding;
  }

  /** Accounts bound by withdrawals of a purpose at or after a moment; a new set. */
  RoaringBitmap withdrawnSince(String purpose, Set<String> channels, Instant from) {
    var accounts = new RoaringBitmap();
    jdbc.query(
        """
        select distinct b.account_no from know_consent.decision d
        join know_consent.decision_account b on b.decision_no = d.decision_no
        where d.purpose = ? and not d.granted and d.decided_at >= ?
          and (d.channel = '' or d.channel = any (?::text[]))
        """,
        statement -> {
          statement.setString(1, purpose);
          statement.setTimestamp(2, Timestamp.from(from));
          SqlArrays.setColumn(statement, 3, "text", channels, channel -> channel);
        },
        row -> {
          accounts.add(row.getInt(1));
        });
    return accounts;
  }

  /** A decision as it is shown. */
  public record Shown(
      long decisionNo,
      UUID id,
      String purpose,
      Optional<String> channel,
      boolean isGrant,
      Instant decidedAt,
      Instant recordedAt,
      DecisionSource source,
      Optional<Integer> accountNo,
      boolean isByGuardian,
      Optional<Integer> textVersion,
      Optional<String> wording,
      Optional<String> place,
      Optional<String> document,
      String recordedBy) {}

  private static final String SHOWN =
      """
      select d.decision_no, d.decision_id, d.purpose, d.channel, d.granted, d.decided_at,
        d.recorded_at, d.source, d.account_no, d.by_guardian, d.text_version, d.wording, d.place,
        d.document, d.recorded_by
      from know_consent.decision d
      """;

  /** Decisions that bind any of the accounts, latest first. */
  public List<Shown> listOf(Collection<Integer> accountNos, int limit) {
    return jdbc.query(
        SHOWN
            + """
            where d.decision_no in (
              select b.decision_no from know_consent.decision_account b
              where b.account_no = any (?::int[]))
            order by d.decided_at desc, d.decision_no desc limit ?
            """,
        statement -> {
          SqlArrays.setInts(statement, 1, accountNos);
          statement.setInt(2, limit);
        },
        (row, _) -> shown(row));
  }

  /**
   * The decisions recorded last.
   *
   * @param afterNo only higher numbers: bounds how many rows a caller with a small scope looks at
   */
  public List<Shown> list(Optional<String> purpose, long beforeNo, long afterNo, int limit) {
    return jdbc.query(
        SHOWN
            + "where d.decision_no < ? and d.decision_no > ? "
            + (purpose.isPresent() ? "and d.purpose = ? " : "")
            + "order by d.decision_no desc limit ?",
        statement -> {
          statement.setLong(1, beforeNo);
          statement.setLong(2, afterNo);
          int next = 3;
          if (purpose.isPresent()) {
            statement.setString(next++, purpose.get());
          }
          statement.setInt(next, limit);
        },
        (row, _) -> shown(row));
  }

  /** The highest number given so far. */
  public long latest() {
    var latest =
        jdbc.queryForObject(
            "select coalesce(max(decision_no), 0) from know_consent.decision", Long.class);
    return latest == null ? 0 : latest;
  }

  /** The accounts that decisions bind, one for each: of several the lowest. */
  public Map<Long, Integer> boundBy(Collection<Long> decisionNos) {
    Map<Long, Integer> bound = new HashMap<>();
    jdbc.query(
        """
        select decision_no, min(account_no) from know_consent.decision_account
        where decision_no = any (?::bigint[]) group by decision_no
        """,
        statement -> SqlArrays.setLongs(statement, 1, decisionNos),
        row -> {
          bound.put(row.getLong(1), row.getInt(2));
        });
    return bound;
  }

  private static Shown shown(ResultSet row) throws SQLException {
    var channel = row.getString(4);
    int account = row.getInt(9);
    boolean isOfAccount = !row.wasNull();
    int textVersion = row.getInt(11);
    boolean isTextKnown = !row.wasNull();
    return new Shown(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getString(3),
        channel.isEmpty() ? Optional.empty() : Optional.of(channel),
        row.getBoolean(5),
        row.getTimestamp(6).toInstant(),
        row.getTimestamp(7).toInstant(),
        DecisionSource.valueOf(row.getString(8)),
        isOfAccount ? Optional.of(account) : Optional.empty(),
        row.getBoolean(10),
        isTextKnown ? Optional.of(textVersion) : Optional.empty(),
        Optional.ofNullable(row.getString(12)),
        Optional.ofNullable(row.getString(13)),
        Optional.ofNullable(row.getString(14)),
        row.getString(15));
  }
}
