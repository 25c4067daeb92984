package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.FoundUnit;
import io.quanyu.brand.organisation.UnitInTree;
import io.quanyu.brand.organisation.UnitKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds units by what people remember of them. A brand has some ten thousand units, so reading all
 * names is a matter of milliseconds and needs no index for parts of words.
 */
@Component
public class FindingUnits {

  /** The code as a whole counts most, then how a code or a name begins, then any part of a name. */
  private static final String SEARCH =
      """
      with hit as (
        select unit_no, min(rank) as rank, (array_agg(code order by rank))[1] as code
        from (
          select c.unit_no, case when lower(c.code) = :whole then 0 else 1 end as rank, c.code
          from brand_organisation.unit_code c
          where :whole <> '' and lower(c.code) like :begin
          union all
          select u.unit_no, case when lower(u.name) like :begin then 2 else 3 end, null
          from brand_organisation.unit u
          where lower(u.name) like :part
        ) as each_hit
        group by unit_no
      )
      select u.unit_id, u.kind, u.name, hit.code, self.unit_no is not null as is_open,
        array(
          select above.name
          from brand_organisation.unit_below b
          join brand_organisation.unit above on above.unit_no = b.above_no
          where b.unit_no = u.unit_no and b.distance > 0
          order by b.distance desc
        ) as path
      from hit
      join brand_organisation.unit u using (unit_no)
      left join brand_organisation.unit_below self
        on self.unit_no = u.unit_no and self.above_no = 1
      order by hit.rank, self.distance, u.name, u.unit_no
      limit :rows
      """;

  private static final String PATH =
      """
      select u.unit_id, u.kind, u.name, parent.unit_id as parent_id
      from brand_organisation.unit_below b
      join brand_organisation.unit u on u.unit_no = b.above_no
      left join brand_organisation.unit_below up on up.unit_no = u.unit_no and up.distance = 1
      left join brand_organisation.unit parent on parent.unit_no = up.above_no
      where b.unit_no = :unit
      order by b.distance desc
      """;

  private final JdbcClient jdbc;
  private final TodaysTree tree;

  public FindingUnits(DataSource dataSource, TodaysTree tree) {
    this.jdbc = JdbcClient.create(dataSource);
    this.tree = tree;
  }

  /** Units with such a name or code, the best match first; all if the text is empty. */
  public List<FoundUnit> search(String text, int rows) {
    tree.ensure();
    var wanted = text.toLowerCase(Locale.ROOT);
    var literal = LikePattern.literal(wanted);
    return jdbc.sql(SEARCH)
        .param("whole", wanted)
        .param("begin", literal + "%")
        .param("part", "%" + literal + "%")
        .param("rows", rows)
        .query((row, _) -> found(row))
        .list();
  }

  /** The units above an open one, the headquarters first, itself last; of a closed one nothing. */
  public List<UnitInTree> path(int unitNo) {
    tree.ensure();
    return jdbc.sql(PATH)
        .param("unit", unitNo)
        .query((row, _) ->
            new UnitInTree(
                row.getObject("unit_id", UUID.class),
                row.getObject("parent_id", UUID.class),
                UnitKind.ofCode(row.getString("kind")),
                row.getString("name")))
        .list();
  }

  private static FoundUnit found(ResultSet row) throws SQLException {
    return new FoundUnit(
        row.getObject("unit_id", UUID.class),
        UnitKind.ofCode(row.getString("kind")),
        row.getString("name"),
        row.getString("code"),
        row.getBoolean("is_open"),
        List.of((String[]) row.getArray("path").getArray()));
  }
}
