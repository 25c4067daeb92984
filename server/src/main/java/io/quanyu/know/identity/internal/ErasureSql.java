package io.quanyu.know.identity.internal;

import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.Person;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every statement of an erasure, over all accounts and former numbers of a customer at once. */
@Component
public final class ErasureSql {

  private final JdbcTemplate jdbc;
  private final IdentitySql identities;
  private final CustomerSql customers;

  public ErasureSql(DataSource dataSource, IdentitySql identities, CustomerSql customers) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.identities = identities;
    this.customers = customers;
  }

  /** See {@link io.quanyu.know.identity.ErasedCustomers#find}. */
  public Optional<Person> find(UUID customerId, Instant asOf) {
    identities.lock();
    return customers
        .find(customerId)
        .filter(customer -> customers.erasedAt(customer.customerNo()).isEmpty())
        .map(customer -> {
          var numbers = customers.withFormer(List.of(customer.customerNo()));
          return new Person(
              customer.customerId(),
              numbers,
              ints(
                  "select account_no from know_identity.account where customer_no = any (?)",
                  numbers),
              uuids(
                  """
                  select distinct i.identifier from know_identity.account_identifier i
                  join know_identity.account a on a.account_no = i.account_no
                  where a.customer_no = any (?)
                  """,
                  numbers),
              uuids(
                  "select account_key from know_identity.account where customer_no = any (?)",
                  numbers),
              asOf);
        });
  }

  private List<Integer> ints(String sql, List<Integer> numbers) {
    return jdbc.query(
        sql, statement -> SqlArrays.setInts(statement, 1, numbers), (row, _) -> row.getInt(1));
  }

  private List<UUID> uuids(String sql, List<Integer> numbers) {
    return jdbc.query(
        sql,
        statement -> SqlArrays.setInts(statement, 1, numbers),
        (row, _) -> row.getObject(1, UUID.class));
  }

  /** See {@link io.quanyu.know.identity.ErasedCustomers#erase}. */
  public void erase(Person person) {
    identities.lock();
    remember(person.identifiers(), person.asOf());
    remember(person.accountKeys(), person.asOf());
    for (var table : List.of("account_identifier", "conflict", "change", "account")) {
      jdbc.update(
          "delete from know_identity." + table + " where account_no = any (?::int[])",
          statement -> SqlArrays.setInts(statement, 1, person.accountNos()));
    }
    jdbc.update(
        "delete from know_identity.conflict where other_account_no = any (?::int[])",
        statement -> SqlArrays.setInts(statement, 1, person.accountNos()));
    jdbc.update(
        """
        update know_identity.customer
        set erased_at = coalesce(erased_at, ?), owner_unit_no = 0, owner_guide_no = 0
        where customer_no = any (?::int[])
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(person.asOf()));
          SqlArrays.setInts(statement, 2, person.customerNos());
        });
  }

  private void remember(Collection<UUID> marks, Instant at) {
    jdbc.update(
        """
        insert into know_identity.erased_identifier as e (mark, erased_at)
        select distinct m, ?::timestamptz from unnest(?::uuid[]) m
        on conflict (mark) do update set erased_at = greatest(e.erased_at, excluded.erased_at)
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(at));
          SqlArrays.setUuids(statement, 2, marks);
        });
  }

  /** When somebody was last erased. */
  public Optional<Instant> lockAndFindLatest() {
    identities.lock();
    var latest =
        jdbc.queryForObject(
            "select max(erased_at) from know_identity.erased_identifier", Timestamp.class);
    return Optional.ofNullable(latest).map(Timestamp::toInstant);
  }

  /** When marks were erased; those that never were are missing. */
  public Map<UUID, Instant> erasedAt(Collection<UUID> marks) {
    Map<UUID, Instant> erased = new HashMap<>();
    jdbc.query(
        """
        select mark, erased_at from know_identity.erased_identifier where mark = any (?::uuid[])
        """,
        statement -> SqlArrays.setUuids(statement, 1, marks),
        row -> {
          erased.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
        });
    return erased;
  }

  /** In which exclusive identifiers are exclusive. */
  public Set<Namespace> namespaces() {
    return identities.namespaces().keySet();
  }

  /** What is told of a person's accounts, for her. */
  public List<Map<String, String>> accountsOf(Person person) {
    return jdbc.query(
        """
        select a.channel, a.first_seen_at::text, coalesce(string_agg(distinct i.kind::text, ' '), '')
        from know_identity.account a
        left join know_identity.account_identifier i on i.account_no = a.account_no
        where a.account_no = any (?::int[])
        group by a.account_no order by a.first_seen_at, a.account_no limit ?
        """,
        statement -> {
          SqlArrays.setInts(statement, 1, person.accountNos());
          statement.setInt(2, KnownCustomers.TOLD_MAX);
        },
        (row, _) ->
            Map.of(
                "channel", row.getString(1),
                "first_seen_at", row.getString(2),
                "identifiers", row.getString(3)));
  }
}
