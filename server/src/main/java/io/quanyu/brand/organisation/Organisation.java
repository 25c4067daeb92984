package io.quanyu.brand.organisation;

import io.quanyu.brand.organisation.internal.ChangingUnits;
import io.quanyu.brand.organisation.internal.EnsuringStoreUnits;
import io.quanyu.brand.organisation.internal.FindingUnits;
import io.quanyu.brand.organisation.internal.NumberedUnit;
import io.quanyu.brand.organisation.internal.TodaysTree;
import io.quanyu.brand.organisation.internal.UnitSql;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** The tree of units: as it is, as it was, as it is planned. */
@Service
public final class Organisation {

  /** Parts of the cursor of {@link #children}: name, number. */
  public static final int CHILDREN_CURSOR_PARTS = 2;

  /** Parts of the cursors of {@link #subtree} and {@link #tree}: number. */
  public static final int TREE_CURSOR_PARTS = 1;

  private final UnitSql units;
  private final TodaysTree today;
  private final ChangingUnits changing;
  private final EnsuringStoreUnits storeUnits;
  private final FindingUnits finding;

  public Organisation(
      UnitSql units,
      TodaysTree today,
      ChangingUnits changing,
      EnsuringStoreUnits storeUnits,
      FindingUnits finding) {
    this.units = units;
    this.today = today;
    this.changing = changing;
    this.storeUnits = storeUnits;
    this.finding = finding;
  }

  /** The organisation at a glance. */
  public OrganisationSummary summary() {
    var day = today.today();
    return new OrganisationSummary(day, units.root(day).unit(), today.count());
  }

  /** A unit as it is today. */
  public Unit get(UUID id) {
    return changing.get(id).unit();
  }

  /**
   * What stands directly below a unit, by name.
   *
   * @param on the day; null: today
   */
  public Page<Unit> children(UUID id, @Nullable LocalDate on, PageRequest request) {
    var after = request.after();
    var rows =
        units.children(
            changing.get(id).unitNo(),
            today.dayOrToday(on),
            after.map(cursor -> cursor.part(0)).orElse(""),
            after.map(cursor -> cursor.number(1)).orElse(0),
            request.rows());
    return page(rows, request, row -> Cursor.after(row.unit().name(), row.unitNo()));
  }

  /** Everything that stands below a unit today, at any distance, in the order of creation. */
  public Page<Unit> subtree(UUID id, PageRequest request) {
    today.ensure();
    var rows =
        units.below(changing.get(id).unitNo(), today.today(), afterNumber(request), request.rows());
    return page(rows, request, row -> Cursor.after(row.unitNo()));
  }

  /**
   * All units that are open on a day, in the order of creation.
   *
   * @param on the day; null: today
   */
  public Page<UnitInTree> tree(@Nullable LocalDate on, PageRequest request) {
    var rows = units.tree(today.dayOrToday(on), afterNumber(request), request.rows());
    var page = Page.of(rows, request, null, row -> Cursor.after(row.unitNo()));
    return new Page<>(
        page.items().stream().map(UnitSql.TreeRow::unit).toList(), page.nextCursor(), null);
  }

  /**
   * The units whose code begins so or whose name holds it, whatever its capitals: the best match
   * first, of equals the higher one, closed ones last.
   *
   * @param text empty: all units
   * @param limit at most {@value PageRequest#LIMIT_MAX}
   */
  public List<FoundUnit> search(String text, int limit) {
    return finding.search(SearchText.of(text), limit);
  }

  /** The units above an open one today, the headquarters first, itself last; else none. */
  public List<UnitInTree> path(UUID id) {
    return finding.path(changing.get(id).unitNo());
  }

  /** Under whom a unit stood, stands and will stand; empty for the root. */
  public List<UnitPeriod> history(UUID id) {
    return units.history(changing.get(id).unitNo());
  }

  /**
   * Creates a unit.
   *
   * @throws ProblemException {@link OrganisationProblem#PARENT_NOT_OPEN} if the parent is closed on
   *     a day from the first one on, {@link OrganisationProblem#CODE_TAKEN}
   */
  public Unit create(UnitDraft draft) {
    return changing.create(draft);
  }

  /**
   * Replaces name and codes; these count at once and for all days.
   *
   * @param version the version that the change was made from
   * @throws ProblemException {@link OrganisationProblem#UNIT_CHANGED} if it has another one by now,
   *     {@link OrganisationProblem#CODE_TAKEN}
   */
  public Unit replace(UUID id, int version, UnitNaming naming) {
    return changing.replace(id, version, naming);
  }

  /**
   * Moves a unit with all below it; a closed one opens again. The next change that is planned
   * already stays planned.
   *
   * @param version the version that the change was made from
   * @param from today or later; null: today
   * @throws ProblemException {@link OrganisationProblem#CYCLE}, also for a day on which plans would
   *     make one, and see {@link #create} and {@link #replace}
   */
  public Unit move(UUID id, int version, UUID parentId, @Nullable LocalDate from) {
    return changing.move(id, version, parentId, from);
  }

  /**
   * Closes a unit and gives up what was planned for it later. It does not close what is below: a
   * region closed by mistake would take hundreds of stores with it.
   *
   * @param version the version that the change was made from
   * @param from the first day on which it is closed, today or later; null: today
   * @throws ProblemException {@link OrganisationProblem#UNITS_BELOW} while something below is or
   *     will be open
   */
  public Unit close(UUID id, int version, @Nullable LocalDate from) {
    return changing.close(id, version, from);
  }

  /**
   * Does for stores what a file says of them: {@link #addMissingStores}, and a known one gets the
   * name that is said.
   */
  public void ensureStores(Collection<StoreUnit> stores) {
    storeUnits.addMissing(stores);
    storeUnits.rename(stores);
  }

  /**
   * Gives stores a unit that have none, found by its code among those that orders carry: under the
   * root, from the store's opening or today on. Runs in the caller's transaction, which keeps other
   * changes of the tree waiting if there was anything to add.
   *
   * @param stores some ten thousand at a time, each code once
   */
  public void addMissingStores(Collection<StoreUnit> stores) {
    storeUnits.addMissing(stores);
  }

  /** Numbers of units by the store code that orders carry; codes of no unit are missing. */
  public Map<String, Integer> unitNumbersOfStores(Collection<String> storeCodes) {
    return units.numbersOf(storeCodes);
  }

  /** The numbers of a unit and of all units below it today. */
  public RoaringBitmap withAllBelow(int unitNo) {
    return today.unitsBelow().apply(unitNo).clone();
  }

  /**
   * Finds {@link #withAllBelow} for many units, all as the tree is at this moment. Costs the read
   * of one row, so every request may ask; what it answers must not be changed.
   */
  public IntFunction<RoaringBitmap> unitsBelow() {
    return today.unitsBelow();
  }

  /**
   * The number of a unit, open or closed.
   *
   * @throws ProblemException {@link OrganisationProblem#UNIT_NOT_FOUND}
   */
  public int numberOf(UUID id) {
    return changing.get(id).unitNo();
  }

  /** What units are called, by number; numbers of no unit are missing. */
  public Map<Integer, NamedUnit> named(Collection<Integer> unitNos) {
    return units.named(unitNos);
  }

  private static int afterNumber(PageRequest request) {
    return request.after().map(cursor -> cursor.number(0)).orElse(0);
  }

  private static Page<Unit> page(
      List<NumberedUnit> rows, PageRequest request, Function<NumberedUnit, Cursor> cursorOf) {
    var page = Page.of(rows, request, null, cursorOf);
    return new Page<>(
        page.items().stream().map(NumberedUnit::unit).toList(), page.nextCursor(), null);
  }
}
