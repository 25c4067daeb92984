package io.quanyu.know.identity.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.IdentityConflict;
import io.quanyu.core.identity.PersonTraits;
import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.database.SequenceNumbers;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.stereotype.Component;

/**
 * Every statement of a resolution: each works on a whole batch.
 *
 * <p>Rows are looked up laterally, with a limit or an offset that the planner cannot look behind: a
 * plain join of a batch with the table reads all of the table until that is some millions of rows,
 * and three times as long.
 */
@Component
public final class IdentitySql {

  /** Any constant will do, as long as nobody else uses it for an advisory lock. */
  private static final long RESOLUTION_LOCK = 0x0e1d_0001L;

  private static final String ACCOUNT_NO = "account_no";
  private static final String FIRST_SEEN_AT = "first_seen_at";
  private static final String NAME_HASH = "name_hash";
  private static final String SURNAME_HASH = "surname_hash";
  private static final String NAME_AT = "name_at";
  private static final String BIRTHDAY = "birthday";
  private static final String BIRTHDAY_AT = "birthday_at";
  private static final String GENDER = "gender";
  private static final String GENDER_AT = "gender_at";

  private static final String ACCOUNT_COLUMNS =
      """
      a.account_no, a.account_key, a.channel, a.customer_no, a.first_seen_at,
      a.name_hash, a.surname_hash, a.name_at, a.birthday, a.birthday_at, a.gender, a.gender_at
      """;

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;

  public IdentitySql(DataSource dataSource, BulkCopy copy) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
  }

  /** A row of an account that moved. */
  record Change(String op, int accountNo, int fromCustomerNo, int toCustomerNo, String reason) {}

  /** An account that holds an identifier. */
  record Holder(UUID identifier, int accountNo, IdentifierKind kind) {}

  /** Only one batch at a time is resolved; the others wait here until its commit. */
  void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, RESOLUTION_LOCK);
  }

  int[] nextAccountNos(int count) {
    return next("know_identity.account_no", count);
  }

  int[] nextCustomerNos(int count) {
    return next("know_identity.customer_no", count);
  }

  /** Under {@link #lock}. */
  private int[] next(String sequence, int count) {
    if (count == 0) {
      return new int[0];
    }
    int first = Math.toIntExact(SequenceNumbers.take(jdbc, sequence, count));
    return IntStream.range(first, first + count).toArray();
  }

  /** The numbers of exclusive namespaces; unknown ones are created. */
  Map<Namespace, Integer> namespaces() {
    Map<Namespace, Integer> numbers = new HashMap<>();
    jdbc.query(
        "select namespace_no, kind, scope from know_identity.namespace",
        row -> {
          numbers.put(
              new Namespace(IdentifierKind.valueOf(row.getString(2)), row.getString(3)),
              row.getInt(1));
        });
    return numbers;
  }

  int createNamespace(Namespace namespace) {
    return requireNonNull(
        jdbc.queryForObject(
            """
            insert into know_identity.namespace (kind, scope)
            values (?::know_identity.identifier_kind, ?) returning namespace_no
            """,
            Integer.class,
            namespace.kind().name(),
            namespace.scope()));
  }

  /** Accounts by key, without their identifiers. */
  Map<UUID, KnownAccount> findAccounts(Collection<UUID> keys) {
    Map<UUID, KnownAccount> found = HashMap.newHashMap(keys.size());
    query(
        "select "
            + ACCOUNT_COLUMNS
            + " from unnest(?::uuid[]) k cross join lateral ("
            + "select * from know_identity.account where account_key = k limit 1) a",
        statement -> SqlArrays.setUuids(statement, 1, keys),
        row -> {
          var account = account(row);
          found.put(account.evidence().key(), account);
        });
    return found;
  }

  /** Accounts by number, without their identifiers. */
  List<KnownAccount> getAccounts(Collection<Integer> accountNos) {
    List<KnownAccount> found = new ArrayList<>(accountNos.size());
    query(
        "select "
            + ACCOUNT_COLUMNS
            + " from unnest(?::int[]) n cross join lateral ("
            + "select * from know_identity.account where account_no = n limit 1) a",
        statement -> SqlArrays.setInts(statement, 1, accountNos),
        row -> found.add(account(row)));
    return found;
  }

  Map<Integer, List<HeldIdentifier>> getIdentifiers(Collection<Integer> accountNos) {
    Map<Integer, List<HeldIdentifier>> found = HashMap.newHashMap(accountNos.size());
    query(
        """
        select i.account_no, i.identifier, i.kind, i.namespace_no, i.seen_at
        from unnest(?::int[]) n cross join lateral (
          select * from know_identity.account_identifier where account_no = n offset 0) i
        """,
        statement -> SqlArrays.setInts(statement, 1, accountNos),
        row ->
            found
                .computeIfAbsent(row.getInt(1), _ -> new ArrayList<>(3))
                .add(
                    new HeldIdentifier(
                        row.getObject(2, UUID.class),
                        IdentifierKind.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getTimestamp(5).getTime())));
    return found;
  }

  /**
   * Who holds identifiers.
   *
   * @param holdersMax the most rows for one identifier
   */
  List<Holder> findHolders(Collection<UUID> identifiers, int holdersMax) {
    List<Holder> found = new ArrayList<>();
    query(
        """
        select k, i.account_no, i.kind
        from unnest(?::uuid[]) k
        cross join lateral (
          select account_no, kind from know_identity.account_identifier
          where identifier = k order by account_no limit %d) i
        """
            .formatted(holdersMax),
        statement -> SqlArrays.setUuids(statement, 1, identifiers),
        row ->
            found.add(
                new Holder(
                    row.getObject(1, UUID.class),
                    row.getInt(2),
                    IdentifierKind.valueOf(row.getString(3)))));
    return found;
  }

  Set<UUID> findBlocked(Collection<UUID> identifiers) {
    Set<UUID> blocked = new HashSet<>();
    if (identifiers.isEmpty()) {
      return blocked;
    }
    query(
        """
        select b.identifier from know_identity.blocked_identifier b
        where b.identifier = any(?::uuid[])
        """,
        statement -> SqlArrays.setUuids(statement, 1, identifiers),
        row -> blocked.add(row.getObject(1, UUID.class)));
    return blocked;
  }

  Map<Integer, UUID> getCustomerIds(Collection<Integer> customerNos) {
    Map<Integer, UUID> ids = HashMap.newHashMap(customerNos.size());
    query(
        """
        select c.customer_no, c.customer_id
        from unnest(?::int[]) n cross join lateral (
          select * from know_identity.customer where customer_no = n offset 0) c
        """,
        statement -> SqlArrays.setInts(statement, 1, customerNos),
        row -> ids.put(row.getInt(1), row.getObject(2, UUID.class)));
    return ids;
  }

  void insertCustomers(Map<Integer, UUID> customers, Instant now) {
    copy.into(
        "know_identity.customer",
        List.of("customer_no", "customer_id", "created_at"),
        rows ->
            customers.forEach((customerNo, customerId) -> rows.add(customerNo, customerId, now)));
  }

  void insertAccounts(Collection<KnownAccount> accounts, Map<Integer, Integer> customerOf) {
    copy.into(
        "know_identity.account",
        List.of(
            "account_key",
            "channel",
            "customer_no",
            ACCOUNT_NO,
            FIRST_SEEN_AT,
            NAME_HASH,
            SURNAME_HASH,
            NAME_AT,
            BIRTHDAY,
            BIRTHDAY_AT,
            GENDER,
            GENDER_AT),
        rows -> {
          for (var account : accounts) {
            var evidence = account.evidence();
            var traits = evidence.traits();
            rows.add(
                evidence.key(),
                account.channel(),
                customerOf.get(evidence.accountNo()),
                evidence.accountNo(),
                Instant.ofEpochMilli(evidence.firstSeenMs()),
                traits.nameHash(),
                traits.surnameHash(),
                known(traits.surnameHash() != PersonTraits.UNKNOWN, traits.nameAtMs()),
                traits.birthday(),
                known(traits.birthday() != null, traits.birthdayAtMs()),
                traits.gender(),
                known(traits.gender() != null, traits.genderAtMs()));
          }
        });
  }

  private static @Nullable Instant known(boolean isKnown, long atMs) {
    return isKnown ? Instant.ofEpochMilli(atMs) : null;
  }

  void insertIdentifiers(Map<Integer, List<HeldIdentifier>> identifiers) {
    copy.into(
        "know_identity.account_identifier",
        List.of("identifier", "account_no", "kind", "namespace_no", "seen_at"),
        rows ->
            identifiers.forEach((accountNo, held) ->
                held.forEach(identifier ->
                    rows.add(
                        identifier.hash(),
                        accountNo,
                        identifier.kind(),
                        identifier.namespace(),
                        Instant.ofEpochMilli(identifier.seenAtMs())))));
  }

  /** Writes traits and first sight of accounts that exist. */
  void updateAccounts(Collection<AccountEvidence> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    jdbc.execute(
        """
        create temp table if not exists stated_account
          (account_no int, first_seen_at timestamptz, name_hash bigint, surname_hash bigint,
           name_at timestamptz, birthday date, birthday_at timestamptz,
           gender know_identity.gender, gender_at timestamptz)
        on commit delete rows
        """);
    copy.into(
        "pg_temp.stated_account",
        List.of(
            ACCOUNT_NO,
            FIRST_SEEN_AT,
            NAME_HASH,
            SURNAME_HASH,
            NAME_AT,
            BIRTHDAY,
            BIRTHDAY_AT,
            GENDER,
            GENDER_AT),
        rows -> {
          for (var evidence : accounts) {
            var traits = evidence.traits();
            rows.add(
                evidence.accountNo(),
                Instant.ofEpochMilli(evidence.firstSeenMs()),
                traits.nameHash(),
                traits.surnameHash(),
                known(traits.surnameHash() != PersonTraits.UNKNOWN, traits.nameAtMs()),
                traits.birthday(),
                known(traits.birthday() != null, traits.birthdayAtMs()),
                traits.gender(),
                known(traits.gender() != null, traits.genderAtMs()));
          }
        });
    jdbc.update(
        """
        update know_identity.account a set
          first_seen_at = s.first_seen_at, name_hash = s.name_hash, surname_hash = s.surname_hash,
          name_at = s.name_at, birthday = s.birthday, birthday_at = s.birthday_at,
          gender = s.gender, gender_at = s.gender_at
        from pg_temp.stated_account s where a.account_no = s.account_no
        """);
  }

  /** Writes the times of exclusive identifiers of which an earlier record was found. */
  void updateSeen(Map<Integer, List<HeldIdentifier>> identifiers) {
    record Seen(int accountNo, HeldIdentifier identifier) {}
    List<Seen> all = new ArrayList<>();
    identifiers.forEach(
        (accountNo, held) -> held.forEach(identifier -> all.add(new Seen(accountNo, identifier))));
    jdbc.batchUpdate(
        """
        update know_identity.account_identifier set seen_at = ?
        where identifier = ? and account_no = ? and kind = ?::know_identity.identifier_kind
        """,
        all,
        1_000,
        (row, seen) -> {
          row.setTimestamp(1, new Timestamp(seen.identifier().seenAtMs()));
          row.setObject(2, seen.identifier().hash());
          row.setInt(3, seen.accountNo());
          row.setString(4, seen.identifier().kind().name());
        });
  }

  /** Moves accounts and logs it. */
  void move(List<Change> changes, Instant now) {
    setNumbers(
        """
        update know_identity.account a set customer_no = n.customer_no
        from unnest(?::int[], ?::int[]) n (account_no, customer_no)
        where a.account_no = n.account_no
        """,
        changes.stream().map(Change::accountNo).toList(),
        changes.stream().map(Change::toCustomerNo).toList());
    copy.into(
        "know_identity.change",
        List.of("changed_at", "op", "account_no", "from_customer_no", "to_customer_no", "reason"),
        rows ->
            changes.forEach(change ->
                rows.add(
                    now,
                    change.op(),
                    change.accountNo(),
                    change.fromCustomerNo(),
                    change.toCustomerNo(),
                    change.reason())));
  }

  /** Marks customers without accounts as aliases of those that took their oldest account over. */
  void markMerged(Map<Integer, Integer> mergedInto) {
    setNumbers(
        """
        update know_identity.customer c set merged_into = n.merged_into
        from unnest(?::int[], ?::int[]) n (customer_no, merged_into)
        where c.customer_no = n.customer_no
        """,
        List.copyOf(mergedInto.keySet()),
        List.copyOf(mergedInto.values()));
  }

  private void setNumbers(String sql, List<Integer> keys, List<Integer> values) {
    jdbc.update(
        sql,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, connection.createArrayOf("int4", keys.toArray()));
          statement.setArray(2, connection.createArrayOf("int4", values.toArray()));
        });
  }

  void block(Collection<UUID> identifiers, Instant now) {
    copy.into(
        "know_identity.blocked_identifier",
        List.of("identifier", "blocked_at"),
        rows -> identifiers.forEach(identifier -> rows.add(identifier, now)));
  }

  void unblock(Collection<UUID> identifiers) {
    jdbc.update(
        "delete from know_identity.blocked_identifier where identifier = any(?::uuid[])",
        statement -> SqlArrays.setUuids(statement, 1, identifiers));
  }

  /** Replaces the conflicts of the accounts that were resolved. */
  void replaceConflicts(
      Collection<Integer> accountNos, List<IdentityConflict> conflicts, Instant now) {
    jdbc.update(
        """
        delete from know_identity.conflict where account_no = any(?::int[])
        """,
        statement -> SqlArrays.setInts(statement, 1, accountNos));
    copy.into(
        "know_identity.conflict",
        List.of("identifier", "account_no", "other_account_no", "kind", "found_at"),
        rows ->
            conflicts.forEach(conflict ->
                rows.add(
                    conflict.identifier(),
                    conflict.accountNo(),
                    conflict.otherAccountNo(),
                    conflict.kind(),
                    now)));
  }

  boolean hasConflicts() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("select exists (select from know_identity.conflict)", Boolean.class));
  }

  /** Takes an identifier of an account back, whatever it was held as. */
  void deleteIdentifier(int accountNo, UUID identifier) {
    jdbc.update(
        "delete from know_identity.account_identifier where identifier = ? and account_no = ?",
        identifier,
        accountNo);
  }

  private static KnownAccount account(ResultSet row) throws SQLException {
    var gender = row.getString(11);
    var traits =
        new PersonTraits(
            row.getLong(6),
            row.getLong(7),
            millis(row.getTimestamp(8)),
            row.getObject(9, LocalDate.class),
            millis(row.getTimestamp(10)),
            gender == null ? null : Gender.valueOf(gender),
            millis(row.getTimestamp(12)));
    return new KnownAccount(
        new AccountEvidence(
            row.getInt(1),
            row.getObject(2, UUID.class),
            row.getTimestamp(5).getTime(),
            traits,
            List.of()),
        row.getString(3),
        row.getInt(4));
  }

  private static long millis(@Nullable Timestamp at) {
    return at == null ? 0 : at.getTime();
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, PreparedStatementSetter keys, RowReader reader) {
    jdbc.query(sql, keys, (ResultSet row) -> reader.read(row));
  }
}
