package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Many units at once: one statement a table, however many rows. */
@Repository
public class UnitFileSql {

  private final JdbcTemplate jdbc;

  public UnitFileSql(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * A unit as it is today.
   *
   * @param parentNo null: the root, or closed
   * @param codes by system and code
   */
  record UnitToday(
      int unitNo,
      UUID id,
      UnitKind kind,
      String name,
      @Nullable Integer parentNo,
      List<UnitCode> codes) {}

  /** A unit to be written. */
  record UnitWrite(int unitNo, @Nullable UUID id, UnitKind kind, String name) {}

  /** A code to be written. */
  record CodeWrite(int unitNo, UnitCode code) {}

  /** All units, by number: parents were mostly created before their children. */
  List<UnitToday> all(LocalDate today) {
    return jdbc.query(
        """
        select u.unit_no, u.unit_id, u.kind, u.name, p.parent_no, c.systems, c.codes
        from brand_organisation.unit u
        left join brand_organisation.placement p
          on p.unit_no = u.unit_no and p.from_date <= ? and p.until_date > ?
        left join (
          select unit_no, array_agg(system order by system, code) as systems,
            array_agg(code order by system, code) as codes
          from brand_organisation.unit_code group by unit_no
        ) c on c.unit_no = u.unit_no
        order by u.unit_no
        """,
        (row, _) ->
            new UnitToday(
                row.getInt("unit_no"),
                row.getObject("unit_id", UUID.class),
                UnitKind.ofCode(row.getString("kind")),
                row.getString("name"),
                row.getObject("parent_no", Integer.class),
                codes(row)),
        today,
        today);
  }

  private static List<UnitCode> codes(ResultSet row) throws SQLException {
    if (row.getArray("codes") == null) {
      return List.of();
    }
    var systems = (String[]) row.getArray("systems").getArray();
    var names = (String[]) row.getArray("codes").getArray();
    var codes = new ArrayList<UnitCode>(systems.length);
    for (int i = 0; i < systems.length; i++) {
      codes.add(new UnitCode(systems[i], names[i]));
    }
    return codes;
  }

  /** New numbers of units. */
  List<Integer> numbers(int count) {
    return jdbc.query(
        """
        select nextval(pg_get_serial_sequence('brand_organisation.unit', 'unit_no'))::int
        from generate_series(1, ?)
        """,
        (row, _) -> row.getInt(1),
        count);
  }

  void insert(Collection<UnitWrite> units, Instant now) {
    jdbc.update(
        """
        insert into brand_organisation.unit (unit_no, unit_id, kind, name, created_at, updated_at)
        overriding system value
        select unit_no, coalesce(unit_id, uuidv7()), kind, name, ?, ?
        from unnest(?, ?, ?, ?) as g (unit_no, unit_id, kind, name)
        """,
        statement -> {
          statement.setObject(1, at(now));
          statement.setObject(2, at(now));
          SqlArrays.setColumn(statement, 3, "int4", units, UnitWrite::unitNo);
          SqlArrays.setColumn(statement, 4, "uuid", units, UnitWrite::id);
          SqlArrays.setColumn(statement, 5, "text", units, unit -> unit.kind().code());
          SqlArrays.setColumn(statement, 6, "text", units, UnitWrite::name);
        });
  }

  /** Names known units, and counts a change of each. */
  void update(Collection<UnitWrite> units, Instant now) {
    jdbc.update(
        """
        update brand_organisation.unit u
        set name = g.name, version = u.version + 1, updated_at = ?
        from unnest(?, ?) as g (unit_no, name)
        where u.unit_no = g.unit_no
        """,
        statement -> {
          statement.setObject(1, at(now));
          SqlArrays.setColumn(statement, 2, "int4", units, UnitWrite::unitNo);
          SqlArrays.setColumn(statement, 3, "text", units, UnitWrite::name);
        });
  }

  void replaceCodes(Collection<Integer> unitNos, Collection<CodeWrite> codes) {
    jdbc.update(
        "delete from brand_organisation.unit_code where unit_no = any (?)",
        statement -> SqlArrays.setInts(statement, 1, unitNos));
    jdbc.update(
        """
        insert into brand_organisation.unit_code (system, code, unit_no)
        select system, code, unit_no from unnest(?, ?, ?) as g (system, code, unit_no)
        """,
        statement -> {
          SqlArrays.setColumn(statement, 1, "text", codes, write -> write.code().system());
          SqlArrays.setColumn(statement, 2, "text", codes, write -> write.code().code());
          SqlArrays.setColumn(statement, 3, "int4", codes, CodeWrite::unitNo);
        });
  }

  /** Tells the planner how many rows there are now. */
  void analyze() {
    jdbc.execute(
        "analyze brand_organisation.unit, brand_organisation.unit_code,"
            + " brand_organisation.placement, brand_organisation.unit_below,"
            + " brand_organisation.store_detail");
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
