package io.quanyu.know.identity;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * To whom customers belong: a unit of the organisation, mostly a store, and a guide. Who may see a
 * customer depends on it, in PostgreSQL at once.
 */
@Service
public final class CustomerOwners implements CustomersOfScope {

  private final CustomerSets everybody;
  private final NumberSets sets;
  private final JdbcTemplate jdbc;

  public CustomerOwners(CustomerSets everybody, NumberSets sets, DataSource dataSource) {
    this.everybody = everybody;
    this.sets = sets;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  @Override
  public RoaringBitmap of(DataScope scope) {
    return scope.isBrand() ? everybody.everyone() : owned(scope.units(), scope.guides());
  }

  private RoaringBitmap owned(RoaringBitmap units, RoaringBitmap guides) {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '')
        from (
          select customer_no from know_identity.customer
          where owner_unit_no = any (?::int[]) and owner_unit_no <> 0 and merged_into is null
          union
          select customer_no from know_identity.customer
          where owner_guide_no = any (?::int[]) and owner_guide_no <> 0 and merged_into is null
        ) as owned
        group by customer_no >> 16
        """,
        boxed(units),
        boxed(guides));
  }

  /** Those of some ten thousand customers who belong to no unit. */
  public RoaringBitmap withoutOwner(RoaringBitmap customers) {
    var found = new RoaringBitmap();
    if (!customers.isEmpty()) {
      jdbc.query(
          """
          select customer_no from know_identity.customer
          where customer_no = any (?::int[]) and owner_unit_no = 0 and merged_into is null
          """,
          statement -> SqlArrays.setInts(statement, 1, List.of(boxed(customers))),
          row -> {
            found.add(row.getInt(1));
          });
    }
    return found;
  }

  /**
   * Gives customers to units.
   *
   * @param unitByCustomer number of the unit by number of the customer, some ten thousand; 0 takes
   *     her from all
   */
  public void assign(Map<Integer, Integer> unitByCustomer) {
    assign("owner_unit_no", unitByCustomer);
  }

  /** Gives customers to guides, as {@link #assign} does to units. */
  public void assignGuides(Map<Integer, Integer> guideByCustomer) {
    assign("owner_guide_no", guideByCustomer);
  }

  private void assign(String column, Map<Integer, Integer> owners) {
    if (owners.isEmpty()) {
      return;
    }
    var customers = List.copyOf(owners.keySet());
    jdbc.update(
        """
        update know_identity.customer c set %1$s = given.owner_no
        from unnest(?::int[], ?::int[]) as given (customer_no, owner_no)
        where (c.customer_no = given.customer_no or c.merged_into = given.customer_no)
          and c.%1$s <> given.owner_no
        """
            .formatted(column),
        statement -> {
          SqlArrays.setInts(statement, 1, customers);
          SqlArrays.setInts(
              statement, 2, customers.stream().map(customer -> owners.get(customer)).toList());
        });
  }

  /**
   * After merges: who took over somebody else's accounts and had no owner gets hers, and whoever is
   * empty now is seen by those who see the other.
   *
   * @param customers who took over, some ten thousand
   */
  public void followMerges(RoaringBitmap customers) {
    if (customers.isEmpty()) {
      return;
    }
    var numbers = List.of(boxed(customers));
    jdbc.update(
        """
        with inherited as (
          select distinct on (m.merged_into) m.merged_into, m.owner_unit_no, m.owner_guide_no
          from know_identity.customer m
          where m.merged_into = any (?::int[]) and (m.owner_unit_no <> 0 or m.owner_guide_no <> 0)
          order by m.merged_into, m.customer_no)
        update know_identity.customer c
        set owner_unit_no = i.owner_unit_no, owner_guide_no = i.owner_guide_no
        from inherited i
        where c.customer_no = i.merged_into and c.owner_unit_no = 0 and c.owner_guide_no = 0
        """,
        statement -> SqlArrays.setInts(statement, 1, numbers));
    jdbc.update(
        """
        update know_identity.customer m
        set owner_unit_no = c.owner_unit_no, owner_guide_no = c.owner_guide_no
        from know_identity.customer c
        where c.customer_no = any (?::int[]) and m.merged_into = c.customer_no
          and (m.owner_unit_no, m.owner_guide_no) is distinct from (c.owner_unit_no, c.owner_guide_no)
        """,
        statement -> SqlArrays.setInts(statement, 1, numbers));
  }

  private static Integer[] boxed(RoaringBitmap numbers) {
    var boxed = new Integer[numbers.getCardinality()];
    int at = 0;
    for (int number : numbers) {
      boxed[at++] = number;
    }
    return boxed;
  }
}
