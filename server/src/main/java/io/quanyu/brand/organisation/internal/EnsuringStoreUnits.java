package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.StoreUnit;
import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.platform.database.SqlArrays;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gives the stores that files tell of a unit each, and those that have one the name that the file
 * says: two statements each, for any number of stores. A code that is no {@link UnitCode} (longer,
 * or of several lines) gets no unit.
 */
@Component
public class EnsuringStoreUnits {

  private static final String GIVEN =
      """
      with given as (
        select code, name, opened_on::date as opened_on
        from unnest(?, ?, ?) as g (code, name, opened_on)
      )
      """;

  private static final String IS_ANY_MISSING =
      GIVEN
          + """
          select exists (
            select from given g
            where not exists (
              select from brand_organisation.unit_code c where c.system = ? and c.code = g.code))
          """;

  private static final String IS_ANY_RENAMED =
      GIVEN
          + """
          select exists (
            select from given g
            join brand_organisation.unit_code c on c.system = ? and c.code = g.code
            join brand_organisation.unit u on u.unit_no = c.unit_no
            where u.name <> g.name)
          """;

  /** A new store hangs under the root until somebody moves it. */
  private static final String CREATE =
      GIVEN
          + """
          , created as (
            merge into brand_organisation.unit u
            using (
              select g.* from given g
              where not exists (
                select from brand_organisation.unit_code c
                where c.system = ? and c.code = g.code)
            ) as fresh
            on false
            when not matched then insert (kind, name, created_at, updated_at)
              values ('store', coalesce(fresh.name, fresh.code), ?, ?)
            returning u.unit_no, fresh.code, fresh.opened_on
          ),
          coded as (
            insert into brand_organisation.unit_code (system, code, unit_no)
            select ?, code, unit_no from created
          ),
          placed as (
            insert into brand_organisation.placement (unit_no, parent_no, from_date, until_date)
            select unit_no, 1, coalesce(opened_on, ?), 'infinity' from created
            returning unit_no, from_date
          )
          insert into brand_organisation.unit_below (above_no, unit_no, distance)
          select above_no, unit_no, distance
          from placed, lateral (values (unit_no, 0), (1, 1)) as pair (above_no, distance)
          where from_date <= ?
          """;

  private static final String RENAME =
      GIVEN
          + """
          update brand_organisation.unit u
          set name = g.name, version = u.version + 1, updated_at = ?
          from given g join brand_organisation.unit_code c on c.system = ? and c.code = g.code
          where u.unit_no = c.unit_no and u.name <> g.name
          """;

  private final JdbcTemplate jdbc;
  private final UnitSql units;
  private final TodaysTree tree;
  private final Clock clock;

  public EnsuringStoreUnits(DataSource dataSource, UnitSql units, TodaysTree tree, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.units = units;
    this.tree = tree;
    this.clock = clock;
  }

  /** See {@link io.quanyu.brand.organisation.Organisation#addMissingStores}. */
  public void addMissing(Collection<StoreUnit> given) {
    var stores = nameable(given);
    if (!holds(IS_ANY_MISSING, stores)) {
      return; // without the lock: the usual file tells of no new store
    }
    units.lockTree();
    tree.ensure();
    var now = now();
    var today = tree.today();
    jdbc.update(
        CREATE,
        statement -> {
          setGiven(statement, stores);
          statement.setString(4, UnitCode.ORDERS);
          statement.setObject(5, now);
          statement.setObject(6, now);
          statement.setString(7, UnitCode.ORDERS);
          statement.setObject(8, today);
          statement.setObject(9, today);
        });
    tree.countChange();
    // Else the planner takes the tables of a new brand for empty until the statistics come by
    // themselves, and compares each store with each code: 4 s instead of 0.1 s for 5,000.
    jdbc.execute(
        "analyze brand_organisation.unit, brand_organisation.unit_code,"
            + " brand_organisation.placement, brand_organisation.unit_below");
  }

  /** Gives units of stores the names that a file says. */
  public void rename(Collection<StoreUnit> given) {
    var stores = nameable(given);
    if (!holds(IS_ANY_RENAMED, stores)) {
      return;
    }
    units.lockTree(); // two files lock their common rows one after the other
    jdbc.update(
        RENAME,
        statement -> {
          setGiven(statement, stores);
          statement.setObject(4, now());
          statement.setString(5, UnitCode.ORDERS);
        });
  }

  private static List<StoreUnit> nameable(Collection<StoreUnit> stores) {
    return stores.stream().filter(store -> UnitCode.isCode(store.code())).toList();
  }

  private boolean holds(String question, Collection<StoreUnit> stores) {
    return jdbc.query(
            question,
            statement -> {
              setGiven(statement, stores);
              statement.setString(4, UnitCode.ORDERS);
            },
            (row, _) -> row.getBoolean(1))
        .getFirst();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static void setGiven(PreparedStatement statement, Collection<StoreUnit> stores)
      throws SQLException {
    SqlArrays.setColumn(statement, 1, "text", stores, StoreUnit::code);
    SqlArrays.setColumn(statement, 2, "text", stores, store -> name(store.name()));
    SqlArrays.setColumn(statement, 3, "text", stores, store -> text(store.openedOn()));
  }

  /** Files may hold longer names than people should read; an empty one says nothing. */
  private static @Nullable String name(@Nullable String name) {
    var stripped = name == null ? "" : name.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    return stripped.codePointCount(0, stripped.length()) <= UnitNaming.NAME_LENGTH_MAX
        ? stripped
        : stripped.substring(0, stripped.offsetByCodePoints(0, UnitNaming.NAME_LENGTH_MAX));
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
