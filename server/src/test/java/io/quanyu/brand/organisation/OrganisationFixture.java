package io.quanyu.brand.organisation;

import io.quanyu.brand.organisation.internal.ChangingUnits;
import io.quanyu.brand.organisation.internal.EnsuringStoreUnits;
import io.quanyu.brand.organisation.internal.FindingUnits;
import io.quanyu.brand.organisation.internal.PersonSql;
import io.quanyu.brand.organisation.internal.PostSql;
import io.quanyu.brand.organisation.internal.StoreDetailSql;
import io.quanyu.brand.organisation.internal.StoreMapSql;
import io.quanyu.brand.organisation.internal.TodaysTree;
import io.quanyu.brand.organisation.internal.UnitSql;
import io.quanyu.brand.organisation.internal.file.PeopleFile;
import io.quanyu.brand.organisation.internal.file.PeopleFileSql;
import io.quanyu.brand.organisation.internal.file.UnitFileSql;
import io.quanyu.brand.organisation.internal.file.UnitsFile;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The module on a test's database, with a clock that stands still. */
public final class OrganisationFixture {

  /** Noon in Shanghai of the first day. */
  public static final Instant START = Instant.parse("2027-01-01T04:00:00Z");

  public static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

  final SetClock clock = new SetClock(START);
  final UnitSql units;
  final TodaysTree tree;
  final Organisation organisation;
  final People people;
  final StoreUnits stores;
  final OrganisationFiles files;

  public OrganisationFixture(TestDatabase database) {
    units = new UnitSql(database.dataSource());
    tree =
        new TodaysTree(
            database.dataSource(),
            units,
            database.transactions(),
            clock,
            ZoneId.of("Asia/Shanghai"));
    var changing = new ChangingUnits(units, tree, database.transactions(), clock);
    organisation =
        new Organisation(
            units,
            tree,
            changing,
            new EnsuringStoreUnits(database.dataSource(), units, tree, clock),
            new FindingUnits(database.dataSource(), tree));
    stores =
        new StoreUnits(
            changing,
            new StoreDetailSql(database.dataSource(), JsonMapper.shared()),
            new StoreMapSql(database.dataSource(), tree),
            database.transactions());
    people =
        new People(
            new PersonSql(database.dataSource()),
            new PostSql(database.dataSource()),
            units,
            tree,
            database.transactions(),
            clock,
            _ -> true);
    var unitFileSql = new UnitFileSql(database.dataSource());
    files =
        new OrganisationFiles(
            new UnitsFile(
                unitFileSql,
                units,
                new StoreDetailSql(database.dataSource(), JsonMapper.shared()),
                tree,
                database.transactions(),
                clock,
                JsonMapper.shared()),
            new PeopleFile(
                new PeopleFileSql(database.dataSource()),
                unitFileSql,
                tree,
                database.transactions(),
                clock));
    // All but the root, which the migration made.
    database
        .jdbc()
        .sql(
            """
            with details as (delete from brand_organisation.store_detail),
            posts as (delete from brand_organisation.post),
            codes as (delete from brand_organisation.unit_code),
            below as (delete from brand_organisation.unit_below where unit_no <> 1),
            day as (update brand_organisation.unit_below_day set day = '1970-01-01')
            delete from brand_organisation.placement
            """)
        .update();
    database.jdbc().sql("delete from brand_organisation.person").update();
    database.jdbc().sql("delete from brand_organisation.unit where unit_no <> 1").update();
  }

  /** The module's API. */
  public Organisation organisation() {
    return organisation;
  }

  /** Its people. */
  public People people() {
    return people;
  }

  /** Its stores. */
  public StoreUnits stores() {
    return stores;
  }

  Unit root() {
    return organisation.summary().root();
  }

  Unit create(UnitKind kind, String name, Unit parent) {
    return create(kind, name, parent.id(), null);
  }

  Unit create(UnitKind kind, String name, UUID parentId, @Nullable LocalDate from) {
    return organisation.create(new UnitDraft(kind, name, parentId, from, List.of()));
  }

  Unit move(Unit unit, Unit parent, @Nullable LocalDate from) {
    return organisation.move(unit.id(), organisation.get(unit.id()).version(), parent.id(), from);
  }

  Unit close(Unit unit, @Nullable LocalDate from) {
    return organisation.close(unit.id(), organisation.get(unit.id()).version(), from);
  }

  void setDay(LocalDate day) {
    clock.set(day.atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant());
  }

  int numberOf(Unit unit) {
    return units.find(unit.id(), tree.today()).orElseThrow().unitNo();
  }
}
