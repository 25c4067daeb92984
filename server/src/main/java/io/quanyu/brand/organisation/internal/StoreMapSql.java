package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.StoreMap;
import io.quanyu.brand.organisation.StorePlace;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where open stores stand, from the database. */
@Repository
public class StoreMapSql {

  private static final String OPEN_STORES =
      """
      from brand_organisation.unit u
      join brand_organisation.unit_below self on self.unit_no = u.unit_no and self.distance = 0
      left join brand_organisation.store_detail d on d.unit_no = u.unit_no
      where u.kind = 'store'
      """;

  private final JdbcClient jdbc;
  private final TodaysTree tree;

  public StoreMapSql(DataSource dataSource, TodaysTree tree) {
    this.jdbc = JdbcClient.create(dataSource);
    this.tree = tree;
  }

  /** All open stores; there are at most {@link ChangingUnits#UNITS_MAX} units. */
  public StoreMap read() {
    tree.ensure();
    var stores =
        jdbc.sql(
                "select u.unit_id, u.name, d.latitude, d.longitude, d.ownership "
                    + OPEN_STORES
                    + "and d.latitude is not null order by u.name, u.unit_no")
            .query((row, _) ->
                new StorePlace(
                    row.getObject("unit_id", UUID.class),
                    row.getString("name"),
                    row.getDouble("latitude"),
                    row.getDouble("longitude"),
                    row.getString("ownership")))
            .list();
    var unplaced =
        jdbc.sql("select count(*) " + OPEN_STORES + "and d.latitude is null")
            .query(Integer.class)
            .single();
    return new StoreMap(stores, unplaced);
  }
}
