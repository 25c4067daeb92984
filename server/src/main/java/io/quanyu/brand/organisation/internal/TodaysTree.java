package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.OrganisationProblem;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Today's tree with every unit's units below it, at any distance, kept as rows: "all stores of
 * region X" is one read of an index.
 *
 * <p>Each change of the tree renews the rows of the unit that it moved and of those below it, in
 * its own transaction. A new day may bring planned changes into force: the first who asks on it, or
 * the nightly job, compares all rows with the placements of the day and writes what differs (10,000
 * units five levels deep: 50,000 rows read, only the differences written).
 */
@Component
public class TodaysTree {

  private static final LocalDate DAY_MIN = LocalDate.of(1800, 1, 1);
  private static final LocalDate DAY_MAX = LocalDate.of(2199, 12, 31);

  /** Writes the difference between the rows of some units and their placements on a day. */
  private static final String RENEW =
      """
      with recursive changed (unit_no) as (%s),
      above (unit_no, above_no, distance) as (
        select c.unit_no, c.unit_no, 0
        from changed c
        where c.unit_no = 1 or exists (
          select from brand_organisation.placement p
          where p.unit_no = c.unit_no and p.from_date <= :day and p.until_date > :day)
        union all
        select a.unit_no, p.parent_no, a.distance + 1
        from above a
        join brand_organisation.placement p on p.unit_no = a.above_no
        where p.from_date <= :day and p.until_date > :day
      ),
      gone as (
        delete from brand_organisation.unit_below b using changed c
        where b.unit_no = c.unit_no and not exists (
          select from above a where a.unit_no = b.unit_no and a.above_no = b.above_no)
      )
      insert into brand_organisation.unit_below as b (above_no, unit_no, distance)
      select above_no, unit_no, distance from above
      on conflict (above_no, unit_no) do update set distance = excluded.distance
      where b.distance <> excluded.distance
      """;

  private static final String RENEW_ALL =
      RENEW.formatted("select unit_no from brand_organisation.unit");

  private static final String RENEW_ONE_AND_BELOW =
      RENEW.formatted(
          """
          select unit_no from brand_organisation.unit_below where above_no = :unit
          union select :unit\
          """);

  private final JdbcClient jdbc;
  private final UnitSql units;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final ZoneId zone;

  /** Sets that were asked for, of one version of the rows. */
  private volatile Kept kept = new Kept(-1, new ConcurrentHashMap<>());

  public TodaysTree(
      DataSource dataSource,
      UnitSql units,
      TransactionTemplate transactions,
      Clock clock,
      @Value("${quanyu.zone}") ZoneId zone) {
    this.jdbc = JdbcClient.create(dataSource);
    this.units = units;
    this.transactions = transactions;
    this.clock = clock;
    this.zone = zone;
  }

  private record Rows(LocalDate day, long version) {}

  private record Kept(long version, Map<Integer, RoaringBitmap> withAllBelow) {}

  /** The day that it is in the business zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /**
   * The day that somebody asks about.
   *
   * @param asked null: today
   * @throws ProblemException if it is out of all reason
   */
  public LocalDate dayOrToday(@Nullable LocalDate asked) {
    if (asked == null) {
      return today();
    }
    if (asked.isBefore(DAY_MIN) || asked.isAfter(DAY_MAX)) {
      throw new ProblemException(
          OrganisationProblem.DATE_OUT_OF_RANGE,
          "Say a day from %s to %s.".formatted(DAY_MIN, DAY_MAX));
    }
    return asked;
  }

  /** Brings into force what was planned for days until today. Takes the tree's lock if need be. */
  public void ensure() {
    if (isOfToday()) {
      return;
    }
    transactions.executeWithoutResult(_ -> {
      units.lockTree();
      if (!isOfToday()) { // nobody else did it while we waited
        jdbc.sql(RENEW_ALL).param("day", today()).update();
        jdbc.sql("update brand_organisation.unit_below_day set day = :day")
            .param("day", today())
            .update();
        countChange();
      }
    });
  }

  /** After the placements of a unit changed; the caller holds the lock, and {@link #ensure}d. */
  void renew(int unitNo) {
    jdbc.sql(RENEW_ONE_AND_BELOW).param("day", rows().day()).param("unit", unitNo).update();
    countChange();
  }

  /** After rows were written; whoever keeps sets in memory reads them again. */
  void countChange() {
    jdbc.sql(
            """
            update brand_organisation.unit_below_day
            set version = nextval('brand_organisation.unit_below_version')
            """)
        .update();
  }

  /** After the placements of many units changed; see {@link #renew}. */
  public void renewAll() {
    jdbc.sql(RENEW_ALL).param("day", rows().day()).update();
    countChange();
  }

  /**
   * Finds the numbers of a unit and of all units below it, as the tree is at this moment. Costs the
   * read of one row; the sets are kept in memory while the tree stays as it is, so nobody may
   * change them.
   */
  public IntFunction<RoaringBitmap> unitsBelow() {
    // Read before the sets: these may only be newer than it says, and are then read once more.
    var rows = rows();
    if (rows.day().isBefore(today())) {
      ensure();
      rows = rows();
    }
    var current = kept;
    if (current.version() != rows.version()) {
      current = new Kept(rows.version(), new ConcurrentHashMap<>());
      kept = current;
    }
    var sets = current.withAllBelow();
    return unitNo -> sets.computeIfAbsent(unitNo, this::readWithAllBelow);
  }

  private RoaringBitmap readWithAllBelow(int unitNo) {
    var numbers = new RoaringBitmap();
    jdbc.sql("select unit_no from brand_organisation.unit_below where above_no = :unit")
        .param("unit", unitNo)
        .query(row -> {
          numbers.add(row.getInt(1));
        });
    return numbers;
  }

  /** How many units are open today. */
  public long count() {
    ensure();
    return jdbc.sql("select count(*) from brand_organisation.unit_below where above_no = 1")
        .query(Long.class)
        .single();
  }

  /** A later day is another server's, whose clock is ahead of ours. */
  private boolean isOfToday() {
    return !rows().day().isBefore(today());
  }

  private Rows rows() {
    return jdbc.sql("select day, version from brand_organisation.unit_below_day")
        .query((row, _) -> new Rows(row.getObject(1, LocalDate.class), row.getLong(2)))
        .single();
  }
}
