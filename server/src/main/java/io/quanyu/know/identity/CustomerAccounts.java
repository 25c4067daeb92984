package io.quanyu.know.identity;

import io.quanyu.platform.database.SqlArrays;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Which accounts are whose, by number; for modules that keep what was said under accounts. */
@Service
public final class CustomerAccounts {

  private final JdbcTemplate jdbc;

  public CustomerAccounts(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * The accounts of customers, oldest first; who was merged into another has none and is missing.
   *
   * @param customerNos up to some ten thousand
   */
  public Map<Integer, List<Integer>> of(Collection<Integer> customerNos) {
    Map<Integer, List<Integer>> accounts = HashMap.newHashMap(customerNos.size());
    if (!customerNos.isEmpty()) {
      jdbc.query(
          """
          select customer_no, account_no from know_identity.account
          where customer_no = any (?::int[]) order by customer_no, first_seen_at, account_no
          """,
          statement -> SqlArrays.setInts(statement, 1, customerNos),
          row -> {
            accounts.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>()).add(row.getInt(2));
          });
    }
    return accounts;
  }

  /**
   * The customers of accounts; unknown numbers are missing.
   *
   * @param accountNos up to some ten thousand
   */
  public Map<Integer, Integer> customersOf(Collection<Integer> accountNos) {
    Map<Integer, Integer> customers = HashMap.newHashMap(accountNos.size());
    if (!accountNos.isEmpty()) {
      jdbc.query(
          """
          select account_no, customer_no from know_identity.account
          where account_no = any (?::int[])
          """,
          statement -> SqlArrays.setInts(statement, 1, accountNos),
          row -> {
            customers.put(row.getInt(1), row.getInt(2));
          });
    }
    return customers;
  }

  /**
   * The accounts that hold identifiers, also as the phone of an order; who is held by nobody is
   * missing.
   *
   * @param identifiers keyed hashes, see {@link KnownCustomers#hash}; up to some ten thousand
   */
  public Map<UUID, List<Integer>> holding(Collection<UUID> identifiers) {
    Map<UUID, List<Integer>> accounts = HashMap.newHashMap(identifiers.size());
    if (!identifiers.isEmpty()) {
      jdbc.query(
          """
          select distinct identifier, account_no from know_identity.account_identifier
          where identifier = any (?::uuid[])
          """,
          statement -> SqlArrays.setUuids(statement, 1, identifiers),
          row -> {
            accounts
                .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                .add(row.getInt(2));
          });
    }
    return accounts;
  }
}
