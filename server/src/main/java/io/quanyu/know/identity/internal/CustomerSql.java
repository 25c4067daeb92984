package io.quanyu.know.identity.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.LinkReason;
import io.quanyu.know.identity.CustomerChange;
import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.scope.CurrentScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Reads customers; every statement is bounded. */
@Component
public final class CustomerSql {

  /** Beyond it a count would hold up a page. */
  private static final long COUNTED_MAX = 1_000_000;

  /** So many are not counted again for each page … */
  private static final long KEPT_FROM = 10_000;

  /** … but so often. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static final String ALL = "all";

  private static final int FOUND_MAX = 50;

  /** Merges are followed this far; each step leads to an older customer. */
  private static final int ALIASES_MAX = 100;

  /** A customer, and to whom she belongs. */
  private record Owned(KnownCustomer customer, int unitNo, int guideNo) {}

  private static final RowMapper<Owned> OWNED =
      (row, _) ->
          new Owned(
              new KnownCustomer(
                  row.getInt(1), row.getObject(2, UUID.class), row.getTimestamp(3).toInstant()),
              row.getInt(4),
              row.getInt(5));

  private final JdbcTemplate jdbc;
  private final Cache<String, Long> many = Caffeine.newBuilder().expireAfterWrite(KEPT).build();

  public CustomerSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** See {@link KnownCustomers#find(UUID)}. */
  public Optional<KnownCustomer> find(UUID customerId) {
    return jdbc
        .query(
            """
            with recursive alias as (
              select customer_no, merged_into, 0 depth from know_identity.customer
              where customer_id = ?
              union all
              select c.customer_no, c.merged_into, a.depth + 1
              from alias a join know_identity.customer c on c.customer_no = a.merged_into
              where a.depth < ?)
            select c.customer_no, c.customer_id, c.created_at, c.owner_unit_no, c.owner_guide_no
            from alias a join know_identity.customer c using (customer_no)
            where a.merged_into is null
            """,
            OWNED,
            customerId,
            ALIASES_MAX)
        .stream()
        .filter(CustomerSql::isVisible)
        .map(Owned::customer)
        .findFirst();
  }

  /** See {@link KnownCustomers#find(Collection)}. */
  public List<KnownCustomer> find(Collection<Integer> customerNos) {
    return jdbc
        .query(
            """
            select c.customer_no, c.customer_id, c.created_at, c.owner_unit_no, c.owner_guide_no
            from know_identity.customer c
            where c.customer_no = any(?::int[]) and c.merged_into is null
              and c.erased_at is null
            """,
            statement -> SqlArrays.setInts(statement, 1, customerNos),
            OWNED)
        .stream()
        .filter(CustomerSql::isVisible)
        .map(Owned::customer)
        .toList();
  }

  /** See {@link KnownCustomers#numbersOf}. */
  public List<Integer> numbersOf(int customerNo) {
    return jdbc.query(
        """
        with recursive held as (
          select ?::int customer_no, 0 depth
          union all
          select c.customer_no, h.depth + 1
          from held h join know_identity.customer c on c.merged_into = h.customer_no
          where h.depth < ?)
        select customer_no from held order by depth, customer_no limit ?
        """,
        (row, _) -> row.getInt(1),
        customerNo,
        ALIASES_MAX,
        KnownCustomers.TOLD_MAX);
  }

  /** The numbers under which ids are kept; some may be former ones. */
  public Map<UUID, Integer> numbersOf(Collection<UUID> customerIds) {
    Map<UUID, Integer> numbers = HashMap.newHashMap(customerIds.size());
    jdbc.query(
        """
        select customer_id, customer_no from know_identity.customer
        where customer_id = any (?::uuid[])
        """,
        statement -> SqlArrays.setUuids(statement, 1, customerIds),
        row -> {
          numbers.put(row.getObject(1, UUID.class), row.getInt(2));
        });
    return numbers;
  }

  /** See {@link KnownCustomers#withFormer}. */
  public List<Integer> withFormer(Collection<Integer> customerNos) {
    return jdbc.query(
        """
        with recursive held as (
          select unnest(?::int[]) as customer_no, 0 depth
          union all
          select c.customer_no, h.depth + 1
          from held h join know_identity.customer c on c.merged_into = h.customer_no
          where h.depth < ?)
        select customer_no from held
        """,
        (row, _) -> row.getInt(1),
        customerNos.toArray(Integer[]::new),
        ALIASES_MAX);
  }

  /** See {@link KnownCustomers#presentOf}. */
  public Map<Integer, Integer> presentOf(Collection<Integer> customerNos) {
    Map<Integer, Integer> present = new HashMap<>();
    customerNos.forEach(no -> present.put(no, no));
    jdbc.query(
        """
        with recursive alias as (
          select customer_no as former, merged_into, 1 depth from know_identity.customer
          where customer_no = any(?::int[]) and merged_into is not null
          union all
          select a.former, c.merged_into, a.depth + 1
          from alias a join know_identity.customer c on c.customer_no = a.merged_into
          where c.merged_into is not null and a.depth < ?)
        select former, merged_into from alias order by depth
        """,
        statement -> {
          statement.setArray(
              1, statement.getConnection().createArrayOf("int4", customerNos.toArray()));
          statement.setInt(2, ALIASES_MAX);
        },
        row -> {
          present.put(row.getInt(1), row.getInt(2));
        });
    return present;
  }

  /** See {@link KnownCustomers#newest}. */
  public List<KnownCustomer> newest(int beforeNo, int limit) {
    return jdbc
        .query(
            """
            select customer_no, customer_id, created_at, owner_unit_no, owner_guide_no
            from know_identity.customer
            where customer_no < ? and merged_into is null and erased_at is null
            order by customer_no desc limit ?
            """,
            OWNED,
            beforeNo,
            limit)
        .stream()
        .filter(CustomerSql::isVisible)
        .map(Owned::customer)
        .toList();
  }

  private static boolean isVisible(Owned one) {
    return CurrentScope.get().covers(one.unitNo(), one.guideNo());
  }

  /** See {@link KnownCustomers#count}. */
  public OptionalLong count() {
    var counted = Objects.requireNonNull(many.get(ALL, _ -> countNow()));
    if (counted < KEPT_FROM) {
      many.invalidateAll();
    }
    return counted > COUNTED_MAX ? OptionalLong.empty() : OptionalLong.of(counted);
  }

  private long countNow() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select count(*) from (
              select from know_identity.customer
              where merged_into is null and erased_at is null limit ?) c
            """,
            Long.class,
            COUNTED_MAX + 1));
  }

  /** See {@link KnownCustomers#erasedAt}. */
  public Optional<Instant> erasedAt(int customerNo) {
    return jdbc
        .query(
            """
            select erased_at from know_identity.customer
            where customer_no = ? and erased_at is not null
            """,
            (row, _) -> row.getTimestamp(1).toInstant(),
            customerNo)
        .stream()
        .findFirst();
  }

  /** Every scope of an exclusive kind. */
  public List<String> scopes(IdentifierKind kind) {
    return jdbc.query(
        """
        select scope from know_identity.namespace
        where kind = ?::know_identity.identifier_kind order by scope
        """,
        (row, _) -> row.getString(1),
        kind.name());
  }

  /** Customers whose accounts hold any of the identifiers. */
  public List<Integer> findHolders(List<UUID> identifiers) {
    return jdbc.query(
        """
        select distinct a.customer_no
        from know_identity.account_identifier i
        join know_identity.account a using (account_no)
        where i.identifier = any(?::uuid[])
        order by a.customer_no limit %d
        """
            .formatted(FOUND_MAX),
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("uuid", identifiers.toArray())),
        (row, _) -> row.getInt(1));
  }

  List<Integer> accountNosOf(int customerNo) {
    return jdbc.query(
        """
        select account_no from know_identity.account where customer_no = ?
        order by first_seen_at, account_no limit ?
        """,
        (row, _) -> row.getInt(1),
        customerNo,
        KnownCustomers.TOLD_MAX);
  }

  /** See {@link KnownCustomers#changesOf}. */
  public List<CustomerChange> changesOf(int customerNo) {
    return jdbc.query(
        """
        select change_no, changed_at, op = 'MERGE', account_no, from_customer_no, reason
        from know_identity.change where to_customer_no = ?
        order by change_no desc limit ?
        """,
        (row, _) ->
            new CustomerChange(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getBoolean(3),
                row.getInt(4),
                row.getInt(5),
                LinkReason.valueOf(row.getString(6))),
        customerNo,
        KnownCustomers.TOLD_MAX);
  }

  /** See {@link KnownCustomers#channelsOf}. */
  public Map<Integer, List<String>> channelsOf(Collection<Integer> customerNos) {
    Map<Integer, List<String>> channels = new HashMap<>();
    jdbc.query(
        """
        select customer_no, array_agg(distinct channel order by channel)
        from know_identity.account where customer_no = any(?::int[]) group by customer_no
        """,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int4", customerNos.toArray())),
        row -> {
          channels.put(row.getInt(1), List.of((String[]) row.getArray(2).getArray()));
        });
    return channels;
  }

  /** See {@link KnownCustomers#identifiersOf}. */
  public Map<Integer, List<UUID>> identifiersOf(
      Collection<Integer> customerNos, IdentifierKind kind) {
    // Of a phone on an order the hash is that of the phone, see IdentityHashes.
    var kinds =
        kind == IdentifierKind.PHONE
            ? List.of(IdentifierKind.PHONE, IdentifierKind.ORDER_PHONE)
            : List.of(kind);
    Map<Integer, List<UUID>> identifiers = new HashMap<>();
    jdbc.query(
        """
        select a.customer_no, array_agg(distinct i.identifier)
        from know_identity.account a
        join know_identity.account_identifier i on i.account_no = a.account_no
        where a.customer_no = any(?::int[])
          and i.kind = any(?::know_identity.identifier_kind[])
        group by a.customer_no
        """,
        statement -> {
          SqlArrays.setInts(statement, 1, customerNos);
          SqlArrays.setColumn(statement, 2, "text", kinds, Enum::name);
        },
        row -> {
          identifiers.put(row.getInt(1), List.of((UUID[]) row.getArray(2).getArray()));
        });
    return identifiers;
  }

  /** See {@link KnownCustomers#holdersOf}. */
  public Map<UUID, Integer> holdersOf(Collection<UUID> identifiers) {
    Map<UUID, Integer> holders = HashMap.newHashMap(identifiers.size());
    jdbc.query(
        """
        select i.identifier, min(a.customer_no)
        from know_identity.account_identifier i
        join know_identity.account a on a.account_no = i.account_no
        where i.identifier = any(?::uuid[]) group by i.identifier
        """,
        statement -> SqlArrays.setUuids(statement, 1, identifiers),
        row -> {
          holders.put(row.getObject(1, UUID.class), row.getInt(2));
        });
    return holders;
  }
}
