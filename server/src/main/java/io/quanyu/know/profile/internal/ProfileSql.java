package io.quanyu.know.profile.internal;

import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Every statement over profiles: each works on a whole batch. Rows are looked up laterally with an
 * offset that the planner cannot look behind; else it reads whole tables while they are small.
 */
@Component
public final class ProfileSql {

  private static final List<String> ACCOUNT_COLUMNS =
      List.of("account_no", "customer_no", "channel", "sealed_values", "stated");
  private static final List<String> PROFILE_COLUMNS =
      List.of(
          "customer_no",
          "sealed_values",
          "gender",
          "birthday",
          "province",
          "city",
          "registered_at",
          "attributes",
          "channels",
          "updated_at");

  private final JdbcTemplate jdbc;
  private final BulkCopy copy;

  public ProfileSql(DataSource dataSource, BulkCopy copy) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.copy = copy;
  }

  /** A key as it is stored. */
  static final class StoredKey {
    final int customerNo;
    final UUID customerId;
    final byte[] wrapped;

    StoredKey(int customerNo, UUID customerId, byte[] wrapped) {
      this.customerNo = customerNo;
      this.customerId = customerId;
      this.wrapped = wrapped;
    }
  }

  /** An account's row as it is stored. */
  static final class AccountRow {
    final int accountNo;
    final int customerNo;
    final String channel;
    final byte[] sealed;
    final String stated;

    AccountRow(int accountNo, int customerNo, String channel, byte[] sealed, String stated) {
      this.accountNo = accountNo;
      this.customerNo = customerNo;
      this.channel = channel;
      this.sealed = sealed;
      this.stated = stated;
    }
  }

  /** A golden record as it is stored. */
  static final class ProfileRow {
    final int customerNo;
    final byte[] sealed;
    final @Nullable String gender;
    final @Nullable LocalDate birthday;
    final @Nullable String province;
    final @Nullable String city;
    final @Nullable Instant registeredAt;
    final String attributes;
    final String[] channels;

    ProfileRow(
        int customerNo,
        byte[] sealed,
        @Nullable String gender,
        @Nullable LocalDate birthday,
        @Nullable String province,
        @Nullable String city,
        @Nullable Instant registeredAt,
        String attributes,
        String[] channels) {
      this.customerNo = customerNo;
      this.sealed = sealed;
      this.gender = gender;
      this.birthday = birthday;
      this.province = province;
      this.city = city;
      this.registeredAt = registeredAt;
      this.attributes = attributes;
      this.channels = channels;
    }
  }

  List<StoredKey> findKeys(Collection<Integer> customerNos) {
    List<StoredKey> keys = new ArrayList<>(customerNos.size());
    query(
        """
        select k.customer_no, k.customer_id, k.wrapped_key
        from unnest(?::int[]) n cross join lateral (
          select * from know_profile.customer_key where customer_no = n offset 0) k
        """,
        customerNos,
        row ->
            keys.add(new StoredKey(row.getInt(1), row.getObject(2, UUID.class), row.getBytes(3))));
    return keys;
  }

  List<AccountRow> findAccounts(Collection<Integer> customerNos) {
    List<AccountRow> accounts = new ArrayList<>();
    query(
        """
        select a.account_no, a.customer_no, a.channel, a.sealed_values, a.stated
        from unnest(?::int[]) n cross join lateral (
          select * from know_profile.account_profile where customer_no = n offset 0) a
        """,
        customerNos,
        row ->
            accounts.add(
                new AccountRow(
                    row.getInt(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getBytes(4),
                    row.getString(5))));
    return accounts;
  }

  List<ProfileRow> findProfiles(Collection<Integer> customerNos) {
    List<ProfileRow> profiles = new ArrayList<>();
    query(
        """
        select p.customer_no, p.sealed_values, p.gender, p.birthday, p.province, p.city,
          p.registered_at, p.attributes, p.channels
        from unnest(?::int[]) n cross join lateral (
          select * from know_profile.profile where customer_no = n offset 0) p
        """,
        customerNos,
        row -> profiles.add(profile(row)));
    return profiles;
  }

  private static ProfileRow profile(ResultSet row) throws SQLException {
    var registeredAt = row.getTimestamp(7);
    return new ProfileRow(
        row.getInt(1),
        row.getBytes(2),
        row.getString(3),
        row.getObject(4, LocalDate.class),
        row.getString(5),
        row.getString(6),
        registeredAt == null ? null : registeredAt.toInstant(),
        row.getString(8),
        (String[]) row.getArray(9).getArray());
  }

  void insertKeys(Collection<StoredKey> keys) {
    copy.into(
        "know_profile.customer_key",
        List.of("customer_no", "customer_id", "wrapped_key"),
        rows -> keys.forEach(key -> rows.add(key.customerNo, key.customerId, key.wrapped)));
  }

  void insertAccounts(Collection<AccountRow> accounts) {
    copyAccounts("know_profile.account_profile", accounts);
  }

  void updateAccounts(Collection<AccountRow> accounts) {
    stage("staged_account_profile", "know_profile.account_profile");
    copyAccounts("pg_temp.staged_account_profile", accounts);
    jdbc.update(
        """
        update know_profile.account_profile a set
          customer_no = s.customer_no, sealed_values = s.sealed_values, stated = s.stated
        from pg_temp.staged_account_profile s where a.account_no = s.account_no
        """);
  }

  private void copyAccounts(String table, Collection<AccountRow> accounts) {
    copy.into(
        table,
        ACCOUNT_COLUMNS,
        rows ->
            accounts.forEach(account ->
                rows.add(
                    account.accountNo,
                    account.customerNo,
                    account.channel,
                    account.sealed,
                    account.stated)));
  }

  void insertProfiles(Collection<ProfileRow> profiles, Instant now) {
    copyProfiles("know_profile.profile", profiles, now);
  }

  void updateProfiles(Collection<ProfileRow> profiles, Instant now) {
    stage("staged_profile", "know_profile.profile");
    copyProfiles("pg_temp.staged_profile", profiles, now);
    jdbc.update(
        """
        update know_profile.profile p set
          sealed_values = s.sealed_values, gender = s.gender, birthday = s.birthday,
          province = s.province, city = s.city, registered_at = s.registered_at,
          attributes = s.attributes, channels = s.channels, updated_at = s.updated_at
        from pg_temp.staged_profile s where p.customer_no = s.customer_no
        """);
  }

  private void copyProfiles(String table, Collection<ProfileRow> profiles, Instant now) {
    copy.into(
        table,
        PROFILE_COLUMNS,
        rows ->
            profiles.forEach(profile ->
                rows.add(
                    profile.customerNo,
                    profile.sealed,
                    profile.gender,
                    profile.birthday,
                    profile.province,
                    profile.city,
                    profile.registeredAt,
                    profile.attributes,
                    profile.channels,
                    now)));
  }

  private void stage(String name, String like) {
    jdbc.execute(
        "create temp table if not exists %s (like %s) on commit delete rows".formatted(name, like));
    jdbc.execute("truncate pg_temp." + name);
  }

  /**
   * Forgets customers whose accounts all moved away: nothing is sealed under their keys any more.
   */
  void deleteCustomers(Collection<Integer> customerNos) {
    for (var table : List.of("profile", "customer_key")) {
      jdbc.update(
          "delete from know_profile." + table + " where customer_no = any(?::int[])",
          statement -> SqlArrays.setInts(statement, 1, customerNos));
    }
  }

  /** Profiles, what accounts said, and keys, of customers who are to be forgotten. */
  void erase(Collection<Integer> customerNos) {
    jdbc.update(
        "delete from know_profile.account_profile where customer_no = any(?::int[])",
        statement -> SqlArrays.setInts(statement, 1, customerNos));
    deleteCustomers(customerNos);
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, Collection<Integer> numbers, RowReader reader) {
    jdbc.query(
        sql,
        statement -> SqlArrays.setInts(statement, 1, numbers),
        (ResultSet row) -> reader.read(row));
  }
}
