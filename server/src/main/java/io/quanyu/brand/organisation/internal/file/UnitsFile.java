package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.brand.organisation.internal.StoreDetailSql;
import io.quanyu.brand.organisation.internal.TodaysTree;
import io.quanyu.brand.organisation.internal.UnitSql;
import io.quanyu.brand.organisation.internal.file.UnitFileSql.CodeWrite;
import io.quanyu.brand.organisation.internal.file.UnitFileSql.UnitToday;
import io.quanyu.brand.organisation.internal.file.UnitFileSql.UnitWrite;
import io.quanyu.core.organisation.Placement;
import io.quanyu.core.organisation.UnitHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** All units as a file, and a file as changes of units. */
@Component
public class UnitsFile {

  static final String CODE_PREFIX = "code.";

  /** Before the codes; {@code parent_name} is for the reader alone. */
  private static final List<String> FIRST_COLUMNS =
      List.of("id", "kind", "name", "parent", "parent_name", "state", "from");

  private final UnitFileSql sql;
  private final UnitSql units;
  private final StoreDetailSql stores;
  private final TodaysTree tree;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final StoreCells cells;

  public UnitsFile(
      UnitFileSql sql,
      UnitSql units,
      StoreDetailSql stores,
      TodaysTree tree,
      TransactionTemplate transactions,
      Clock clock,
      JsonMapper mapper) {
    this.sql = sql;
    this.units = units;
    this.stores = stores;
    this.tree = tree;
    this.transactions = transactions;
    this.clock = clock;
    this.cells = new StoreCells(mapper);
  }

  /** Writes all units as they are today. */
  public void write(OutputStream to) throws IOException {
    var all = sql.all(tree.today());
    var details = stores.all();
    var systems =
        all.stream()
            .flatMap(unit -> unit.codes().stream())
            .map(UnitCode::system)
            .collect(Collectors.toCollection(TreeSet::new));
    systems.add(UnitCode.ORDERS);
    var columns = new ArrayList<>(FIRST_COLUMNS);
    systems.forEach(system -> columns.add(CODE_PREFIX + system));
    columns.addAll(StoreCells.COLUMNS);
    var byNo = all.stream().collect(Collectors.toMap(UnitToday::unitNo, unit -> unit));
    CsvTable.write(
        to,
        columns,
        all.stream()
            .map(unit -> {
              var row = new ArrayList<String>();
              var parent = unit.parentNo() == null ? null : byNo.get(unit.parentNo());
              boolean isOpen = parent != null || unit.unitNo() == UnitHistory.ROOT_NO;
              row.add(unit.id().toString());
              row.add(unit.kind().code());
              row.add(unit.name());
              row.add(parent == null ? "" : UnitReferences.written(parent.id(), parent.codes()));
              row.add(parent == null ? "" : parent.name());
              row.add(isOpen ? "open" : "closed");
              row.add("");
              systems.forEach(system -> row.add(codes(unit, system)));
              row.addAll(cells.written(details.getOrDefault(unit.unitNo(), StoreDetails.UNKNOWN)));
              return (List<String>) row;
            })
            .toList());
  }

  /** Several codes of one system stand on lines of their own: a code has one line. */
  private static String codes(UnitToday unit, String system) {
    return unit.codes().stream()
        .filter(code -> code.system().equals(system))
        .map(UnitCode::code)
        .collect(Collectors.joining("\n"));
  }

  /** See {@link io.quanyu.brand.organisation.OrganisationFiles#readUnits}. */
  public FileOutcome read(InputStream file, boolean isPreview) throws IOException {
    var problems = new FileProblems();
    var table = CsvTable.read(file, problems);
    var outcome =
        transactions.execute(_ -> {
          if (!isPreview) {
            units.lockTree();
          }
          tree.ensure();
          var plan =
              new UnitsPlan(
                  sql.all(tree.today()),
                  stores.all(),
                  UnitHistory.of(units.placements()),
                  tree.today(),
                  cells,
                  problems);
          plan.make(table);
          boolean isApplied = !isPreview && problems.count() == 0;
          if (isApplied) {
            apply(plan);
          }
          return plan.outcome(isApplied, table.rows().size());
        });
    if (outcome == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return outcome;
  }

  private void apply(UnitsPlan plan) {
    var created = plan.created();
    var numbers = new HashMap<Integer, Integer>();
    var fresh = sql.numbers(created.size()).iterator();
    created.forEach(unit -> numbers.put(unit.unitNo(), fresh.next()));
    var now = clock.instant();
    if (!created.isEmpty()) {
      sql.insert(created.stream().map(unit -> write(unit, numbers)).toList(), now);
    }
    if (!plan.changed().isEmpty()) {
      sql.update(plan.changed().stream().map(unit -> write(unit, numbers)).toList(), now);
    }
    applyCodes(plan.codes(), numbers);
    if (!plan.stores().isEmpty()) {
      var details = new HashMap<Integer, StoreDetails>();
      plan.stores().forEach((unitNo, store) -> details.put(real(unitNo, numbers), store));
      stores.replaceAll(details);
    }
    applyPlacements(plan.placements(), numbers);
  }

  private void applyCodes(Map<Integer, List<UnitCode>> codes, Map<Integer, Integer> numbers) {
    if (!codes.isEmpty()) {
      sql.replaceCodes(
          codes.keySet().stream().map(unitNo -> real(unitNo, numbers)).toList(),
          codes.entrySet().stream()
              .flatMap(unit ->
                  unit.getValue().stream()
                      .map(code -> new CodeWrite(real(unit.getKey(), numbers), code)))
              .toList());
    }
  }

  private void applyPlacements(
      Map<Integer, List<Placement>> placements, Map<Integer, Integer> numbers) {
    if (!placements.isEmpty()) {
      units.replacePlacements(
          placements.keySet().stream().map(unitNo -> real(unitNo, numbers)).toList(),
          placements.values().stream()
              .flatMap(List::stream)
              .map(period ->
                  new Placement(
                      real(period.unitNo(), numbers),
                      real(period.parentNo(), numbers),
                      period.from(),
                      period.until()))
              .toList());
      // Else the planner takes the tables of a new brand for empty and compares all with all.
      sql.analyze();
      tree.renewAll();
    }
  }

  private static UnitWrite write(PlannedUnit unit, Map<Integer, Integer> numbers) {
    return new UnitWrite(real(unit.unitNo(), numbers), unit.id(), unit.kind(), unit.name());
  }

  private static int real(int unitNo, Map<Integer, Integer> numbers) {
    return numbers.getOrDefault(unitNo, unitNo);
  }

  /**
   * What a row makes of a unit.
   *
   * @param unitNo below zero while the unit has none yet
   */
  record PlannedUnit(long line, int unitNo, @Nullable UUID id, UnitKind kind, String name) {}
}
