package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.NamedUnit;
import io.quanyu.brand.organisation.Unit;
import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitInTree;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.brand.organisation.UnitPeriod;
import io.quanyu.core.organisation.Placement;
import io.quanyu.core.organisation.UnitHistory;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units, their codes and where they stand, in the database. */
@Repository
public class UnitSql {

  private static final String UNITS =
      """
      select u.unit_no, u.unit_id, u.kind, u.name, u.version, u.created_at, u.updated_at,
        parent.unit_id as parent_id,
        u.unit_no = 1 or p.unit_no is not null as is_open,
        exists (
          select from brand_organisation.placement c
          where c.parent_no = u.unit_no and c.from_date <= :day and c.until_date > :day
        ) as has_children,
        array(
          select c.system from brand_organisation.unit_code c
          where c.unit_no = u.unit_no order by c.system, c.code
        ) as systems,
        array(
          select c.code from brand_organisation.unit_code c
          where c.unit_no = u.unit_no order by c.system, c.code
        ) as codes
      from brand_organisation.unit u
      left join brand_organisation.placement p
        on p.unit_no = u.unit_no and p.from_date <= :day and p.until_date > :day
      left join brand_organisation.unit parent on parent.unit_no = p.parent_no
      """;

  private final JdbcClient client;
  private final JdbcTemplate template;

  public UnitSql(DataSource dataSource) {
    this.client = JdbcClient.create(dataSource);
    this.template = new JdbcTemplate(dataSource);
  }

  /**
   * Waits for other changes of the tree, until the end of the transaction. The rule against cycles
   * is about rows of many units at once, so one lock for all is what keeps it; changes by hand are
   * few, and a file takes it once.
   */
  public void lockTree() {
    client
        .sql("select pg_advisory_xact_lock(hashtext('brand_organisation.placement'))")
        .query((_, _) -> true)
        .list();
  }

  /** A unit as it is on a day. */
  public Optional<NumberedUnit> find(UUID id, LocalDate day) {
    return client
        .sql(UNITS + "where u.unit_id = :id")
        .param("day", day)
        .param("id", id)
        .query((row, _) -> unit(row))
        .optional();
  }

  /** The headquarters. */
  public NumberedUnit root(LocalDate day) {
    return client
        .sql(UNITS + "where u.unit_no = :root")
        .param("day", day)
        .param("root", UnitHistory.ROOT_NO)
        .query((row, _) -> unit(row))
        .single();
  }

  /** Directly below a unit on a day, by name and number. */
  public List<NumberedUnit> children(
      int parentNo, LocalDate day, String afterName, int afterNo, int rows) {
    return client
        .sql(
            UNITS
                + """
                where p.parent_no = :parent and (u.name, u.unit_no) > (:name, :unit)
                order by u.name, u.unit_no limit :rows
                """)
        .param("day", day)
        .param("parent", parentNo)
        .param("name", afterName)
        .param("unit", afterNo)
        .param("rows", rows)
        .query((row, _) -> unit(row))
        .list();
  }

  /** Anywhere below a unit today, by number; itself not. */
  public List<NumberedUnit> below(int aboveNo, LocalDate today, int afterNo, int rows) {
    return client
        .sql(
            UNITS
                + """
                join brand_organisation.unit_below b
                  on b.unit_no = u.unit_no and b.above_no = :above and b.distance > 0
                where b.unit_no > :unit
                order by b.unit_no limit :rows
                """)
        .param("day", today)
        .param("above", aboveNo)
        .param("unit", afterNo)
        .param("rows", rows)
        .query((row, _) -> unit(row))
        .list();
  }

  /** One unit of a day's tree. */
  public record TreeRow(int unitNo, UnitInTree unit) {}

  /** All units that are open on a day, by number. */
  public List<TreeRow> tree(LocalDate day, int afterNo, int rows) {
    return client
        .sql(
            """
            select u.unit_no, u.unit_id, parent.unit_id as parent_id, u.kind, u.name
            from brand_organisation.unit u
            left join brand_organisation.placement p
              on p.unit_no = u.unit_no and p.from_date <= :day and p.until_date > :day
            left join brand_organisation.unit parent on parent.unit_no = p.parent_no
            where u.unit_no > :unit and (p.unit_no is not null or u.unit_no = 1)
            order by u.unit_no limit :rows
            """)
        .param("day", day)
        .param("unit", afterNo)
        .param("rows", rows)
        .query((row, _) ->
            new TreeRow(
                row.getInt("unit_no"),
                new UnitInTree(
                    row.getObject("unit_id", UUID.class),
                    row.getObject("parent_id", UUID.class),
                    UnitKind.ofCode(row.getString("kind")),
                    row.getString("name"))))
        .list();
  }

  /** The periods of a unit, first one first. */
  public List<UnitPeriod> history(int unitNo) {
    return client
        .sql(
            """
            select parent.unit_id, parent.name, p.from_date, p.until_date
            from brand_organisation.placement p
            join brand_organisation.unit parent on parent.unit_no = p.parent_no
            where p.unit_no = :unit
            order by p.from_date
            """)
        .param("unit", unitNo)
        .query((row, _) ->
            new UnitPeriod(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                bounded(row.getObject(4, LocalDate.class))))
        .list();
  }

  /** The end of a period as the API has it: absent while none is known. */
  static @Nullable LocalDate bounded(LocalDate until) {
    return until.equals(Placement.FOREVER) ? null : until;
  }

  public int count() {
    return client.sql("select count(*) from brand_organisation.unit").query(Integer.class).single();
  }

  /** Units by number. */
  public Map<Integer, NamedUnit> named(Collection<Integer> unitNos) {
    var named = new HashMap<Integer, NamedUnit>();
    if (!unitNos.isEmpty()) {
      template.query(
          """
          select unit_no, unit_id, kind, name from brand_organisation.unit
          where unit_no = any (?)
          """,
          statement -> SqlArrays.setInts(statement, 1, unitNos),
          row -> {
            named.put(
                row.getInt(1),
                new NamedUnit(
                    row.getObject(2, UUID.class),
                    UnitKind.ofCode(row.getString(3)),
                    row.getString(4)));
          });
    }
    return named;
  }

  public String nameOf(int unitNo) {
    return client
        .sql("select name from brand_organisation.unit where unit_no = :unit")
        .param("unit", unitNo)
        .query(String.class)
        .single();
  }

  /** Everybody's periods that are not over before a day, and those that end on it. */
  public UnitHistory historySince(LocalDate day) {
    return UnitHistory.of(
        client
            .sql(
                """
                select unit_no, parent_no, from_date, until_date
                from brand_organisation.placement where until_date >= :day
                """)
            .param("day", day)
            .query((row, _) -> placement(row))
            .list());
  }

  /** Everybody's periods. */
  public List<Placement> placements() {
    return client
        .sql("select unit_no, parent_no, from_date, until_date from brand_organisation.placement")
        .query((row, _) -> placement(row))
        .list();
  }

  private static Placement placement(ResultSet row) throws SQLException {
    return new Placement(
        row.getInt(1),
        row.getInt(2),
        row.getObject(3, LocalDate.class),
        row.getObject(4, LocalDate.class));
  }

  /** Replaces all periods of several units. */
  public void replacePlacements(Collection<Integer> unitNos, List<Placement> placements) {
    template.update(
        "delete from brand_organisation.placement where unit_no = any (?)",
        statement -> SqlArrays.setInts(statement, 1, unitNos));
    insert(placements);
  }

  /**
   * Replaces the periods of a unit.
   *
   * @param since the day of {@link #historySince}: what was over before it is left alone
   */
  public void place(int unitNo, LocalDate since, List<Placement> placements) {
    client
        .sql(
            """
            delete from brand_organisation.placement where unit_no = :unit and until_date >= :since
            """)
        .param("unit", unitNo)
        .param("since", since)
        .update();
    insert(placements);
  }

  private void insert(List<Placement> placements) {
    template.update(
        """
        insert into brand_organisation.placement (unit_no, parent_no, from_date, until_date)
        select unit_no, parent_no, from_date::date, until_date::date
        from unnest(?, ?, ?, ?) as p (unit_no, parent_no, from_date, until_date)
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", placements, Placement::unitNo);
          SqlArrays.setColumn(statement, 2, "int4", placements, Placement::parentNo);
          SqlArrays.setColumn(statement, 3, "text", placements, p -> p.from().toString());
          SqlArrays.setColumn(statement, 4, "text", placements, p -> written(p.until()));
        });
  }

  private static String written(LocalDate until) {
    return until.equals(Placement.FOREVER) ? "infinity" : until.toString();
  }

  /** Adds a unit that stands nowhere yet. */
  public Created insert(UnitKind kind, String name, Instant now) {
    return client
        .sql(
            """
            insert into brand_organisation.unit (kind, name, created_at, updated_at)
            values (:kind, :name, :now, :now) returning unit_no, unit_id
            """)
        .param("kind", kind.code())
        .param("name", name)
        .param("now", at(now))
        .query((row, _) -> new Created(row.getInt(1), row.getObject(2, UUID.class)))
        .single();
  }

  /** A new unit's number and public id. */
  public record Created(int unitNo, UUID id) {}

  /** Counts a change, if the unit still has that version. */
  public boolean touch(int unitNo, int version, Instant now) {
    return client
            .sql(
                """
                update brand_organisation.unit set version = version + 1, updated_at = :now
                where unit_no = :unit and version = :version
                """)
            .param("now", at(now))
            .param("unit", unitNo)
            .param("version", version)
            .update()
        == 1;
  }

  /** See {@link Organisation#unitNumbersOfStores}. */
  public Map<String, Integer> numbersOf(Collection<String> storeCodes) {
    Map<String, Integer> numbers = new HashMap<>();
    client
        .sql(
            """
            select code, unit_no from brand_organisation.unit_code
            where system = :orders and code = any(:codes)
            """)
        .param("orders", UnitCode.ORDERS)
        .param("codes", storeCodes.toArray(String[]::new))
        .query(row -> {
          numbers.put(row.getString(1), row.getInt(2));
        });
    return numbers;
  }

  /** Those of these codes that name another unit. */
  public List<String> codesOfOthers(int unitNo, List<UnitCode> codes) {
    return template.query(
        """
        select c.system || ' ' || c.code
        from unnest(?, ?) as wanted (system, code)
        join brand_organisation.unit_code c using (system, code)
        where c.unit_no <> ?
        order by 1
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "text", codes, UnitCode::system);
          SqlArrays.setColumn(statement, 2, "text", codes, UnitCode::code);
          statement.setInt(3, unitNo);
        },
        (row, _) -> row.getString(1));
  }

  /** Gives a unit this name and these codes, which name no other one. */
  public void name(int unitNo, UnitNaming naming) {
    client
        .sql("update brand_organisation.unit set name = :name where unit_no = :unit")
        .param("name", naming.name())
        .param("unit", unitNo)
        .update();
    client
        .sql("delete from brand_organisation.unit_code where unit_no = :unit")
        .param("unit", unitNo)
        .update();
    template.update(
        """
        insert into brand_organisation.unit_code (system, code, unit_no)
        select system, code, ? from unnest(?, ?) as given (system, code)
        """,
        statement -> {
          statement.setInt(1, unitNo);
          SqlArrays.setColumn(statement, 2, "text", naming.codes(), UnitCode::system);
          SqlArrays.setColumn(statement, 3, "text", naming.codes(), UnitCode::code);
        });
  }

  private static NumberedUnit unit(ResultSet row) throws SQLException {
    var systems = (String[]) row.getArray("systems").getArray();
    var names = (String[]) row.getArray("codes").getArray();
    var codes = new ArrayList<UnitCode>(systems.length);
    for (int i = 0; i < systems.length; i++) {
      codes.add(new UnitCode(systems[i], names[i]));
    }
    return new NumberedUnit(
        row.getInt("unit_no"),
        new Unit(
            row.getObject("unit_id", UUID.class),
            UnitKind.ofCode(row.getString("kind")),
            row.getString("name"),
            row.getObject("parent_id", UUID.class),
            row.getBoolean("is_open"),
            row.getBoolean("has_children"),
            codes,
            row.getInt("version"),
            instant(row, "created_at"),
            instant(row, "updated_at")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
