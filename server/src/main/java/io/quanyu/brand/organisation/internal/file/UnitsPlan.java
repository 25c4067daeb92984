package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.FileOutcome.FileChange;
import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.brand.organisation.UnitCode;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.brand.organisation.internal.ChangingUnits;
import io.quanyu.brand.organisation.internal.file.UnitFileSql.UnitToday;
import io.quanyu.brand.organisation.internal.file.UnitsFile.PlannedUnit;
import io.quanyu.core.organisation.Placement;
import io.quanyu.core.organisation.UnitHistory;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a file of units would change. Rows are taken in two rounds, so that a row may name a unit
 * that a later one brings; the rules of the tree are judged at the end, for all changes together.
 * For one thread.
 */
final class UnitsPlan {

  private static final int YEAR_MIN = 1800;
  private static final int YEAR_MAX = 2199;

  private final Map<Integer, UnitToday> known = new HashMap<>();
  private final Map<UUID, Integer> byId = new HashMap<>();
  private final Map<UnitCode, Integer> byCode = new HashMap<>();
  private final UnitReferences references = new UnitReferences();
  private final Map<Integer, StoreDetails> knownStores;
  private final UnitHistory history;
  private final LocalDate today;
  private final StoreCells cells;
  private final FileProblems problems;

  private final Map<Integer, PlannedUnit> planned = new LinkedHashMap<>();
  private final Map<Integer, List<String>> fields = new HashMap<>();
  private final Map<Integer, List<UnitCode>> codes = new LinkedHashMap<>();
  private final Map<Integer, List<Placement>> placements = new LinkedHashMap<>();
  private final Map<Integer, StoreDetails> stores = new LinkedHashMap<>();

  UnitsPlan(
      List<UnitToday> units,
      Map<Integer, StoreDetails> knownStores,
      UnitHistory history,
      LocalDate today,
      StoreCells cells,
      FileProblems problems) {
    for (var unit : units) {
      known.put(unit.unitNo(), unit);
      byId.put(unit.id(), unit.unitNo());
      unit.codes().forEach(code -> byCode.put(code, unit.unitNo()));
      references.add(unit.unitNo(), unit.id(), unit.codes());
    }
    this.knownStores = knownStores;
    this.history = history;
    this.today = today;
    this.cells = cells;
    this.problems = problems;
  }

  void make(CsvTable.Read table) {
    var columns = table.columns();
    if (!columns.isEmpty() && !columns.contains("name") && !columns.contains("id")) {
      problems.add(0, "the header must name the columns, at least “name” or “id”");
    }
    if (problems.count() > 0) {
      return;
    }
    var rows = new ArrayList<CsvTable.Row>();
    var unitsOfRows = new ArrayList<PlannedUnit>();
    for (var row : table.rows()) {
      checked(
          row,
          () -> {
            var unit = identified(row, columns);
            rows.add(row);
            unitsOfRows.add(unit);
          });
    }
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var unit = unitsOfRows.get(i);
      checked(
          row,
          () -> {
            place(row, unit);
            describe(row, columns, unit);
          });
    }
    if (known.size() + created().size() > ChangingUnits.UNITS_MAX) {
      problems.add(0, "there may be %d units".formatted(ChangingUnits.UNITS_MAX));
    }
    checkCodes();
    checkTree();
  }

  private void checked(CsvTable.Row row, Runnable taking) {
    try {
      taking.run();
    } catch (IllegalArgumentException e) {
      problems.add(row.line(), String.valueOf(e.getMessage()));
    }
  }

  private PlannedUnit identified(CsvTable.Row row, Set<String> columns) {
    var codesOfRow = codes(row, columns);
    var id = id(row);
    var kind = kind(row);
    var knownNo = knownNo(id, kind, codesOfRow);
    if (knownNo != null && planned.containsKey(knownNo)) {
      throw new IllegalArgumentException(
          "line %d names this unit already".formatted(planned.get(knownNo).line()));
    }
    var before = knownNo == null ? null : known.get(knownNo);
    if (before == null && id == null && codesOfRow.isEmpty()) {
      throw new IllegalArgumentException(
          "a new unit needs a code, by which the file finds it the next time");
    }
    if (before == null && kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    if (before != null && kind != null && kind != before.kind()) {
      throw new IllegalArgumentException(
          "kind: it is a %s and stays one".formatted(before.kind().code()));
    }
    int unitNo = before == null ? -1 - planned.size() : before.unitNo();
    var name = row.text("name");
    var naming =
        new UnitNaming(
            name.isEmpty() && before != null ? before.name() : name,
            merged(before, codesOfRow, columns));
    var unit =
        new PlannedUnit(
            row.line(),
            unitNo,
            id,
            before == null ? Objects.requireNonNull(kind) : before.kind(),
            naming.name());
    planned.put(unitNo, unit);
    if (before == null || !before.name().equals(naming.name())) {
      note(unitNo, "name");
    }
    if (!naming.codes().equals(before == null ? List.of() : before.codes())) {
      codes.put(unitNo, naming.codes());
      note(unitNo, "code");
    }
    if (id != null) {
      references.add(unitNo, id, naming.codes());
    } else {
      naming.codes().forEach(code -> references.add(unitNo, code));
    }
    return unit;
  }

  private @Nullable Integer knownNo(
      @Nullable UUID id, @Nullable UnitKind kind, List<UnitCode> codesOfRow) {
    if (kind == UnitKind.HEADQUARTERS) {
      return UnitHistory.ROOT_NO; // which has another id in each installation
    }
    if (id != null && byId.containsKey(id)) {
      return byId.get(id);
    }
    var named = new HashSet<Integer>();
    for (var code : codesOfRow) {
      var unitNo = byCode.get(code);
      if (unitNo != null) {
        named.add(unitNo);
      }
    }
    if (named.size() > 1) {
      throw new IllegalArgumentException("its codes name several units");
    }
    return named.isEmpty() ? null : named.iterator().next();
  }

  private static @Nullable UUID id(CsvTable.Row row) {
    var text = row.text("id");
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("id must be one that was written out, or empty", e);
    }
  }

  private static @Nullable UnitKind kind(CsvTable.Row row) {
    var text = row.text("kind");
    return text.isEmpty()
        ? null
        : Arrays.stream(UnitKind.values())
            .filter(kind -> kind.code().equals(text))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "kind must be one of "
                        + String.join(
                            ", ", Arrays.stream(UnitKind.values()).map(UnitKind::code).toList())));
  }

  private static List<UnitCode> codes(CsvTable.Row row, Set<String> columns) {
    var found = new ArrayList<UnitCode>();
    for (var column : columns) {
      if (column.startsWith(UnitsFile.CODE_PREFIX)) {
        var system = column.substring(UnitsFile.CODE_PREFIX.length());
        row.text(column)
            .lines()
            .map(String::strip)
            .filter(code -> !code.isEmpty())
            .forEach(code -> found.add(new UnitCode(system, code)));
      }
    }
    return found;
  }

  /** A column replaces the codes of its system; others stay. */
  private static List<UnitCode> merged(
      @Nullable UnitToday before, List<UnitCode> codesOfRow, Set<String> columns) {
    var all = new ArrayList<>(codesOfRow);
    if (before != null) {
      before.codes().stream()
          .filter(code -> !columns.contains(UnitsFile.CODE_PREFIX + code.system()))
          .forEach(all::add);
    }
    return all;
  }

  private void place(CsvTable.Row row, PlannedUnit unit) {
    int unitNo = unit.unitNo();
    var state = row.text("state");
    if (!Set.of("", "open", "closed").contains(state)) {
      throw new IllegalArgumentException("state must be open or closed");
    }
    if (unitNo == UnitHistory.ROOT_NO) {
      if (state.equals("closed")) {
        throw new IllegalArgumentException("the headquarters never close");
      }
      return;
    }
    var from = day(row.text("from"));
    // Of a known unit nothing before today can change, so today is what the row is compared with.
    var present = history.parentOn(unitNo, isNew(unit) || from.isAfter(today) ? from : today);
    if (state.equals("closed")) {
      if (present.isPresent()) {
        placeFrom(unit, from, "state", history.cut(unitNo, from));
      }
      return;
    }
    var parentText = row.text("parent");
    if (parentText.isEmpty() && present.isEmpty() && !isNew(unit)) {
      if (state.equals("open")) {
        throw new IllegalArgumentException("parent: say under whom it opens again");
      }
      return; // closed, and nothing is said of it
    }
    int parentNo =
        parentText.isEmpty()
            ? present.orElse(UnitHistory.ROOT_NO)
            : references.find("parent", parentText);
    if (present.isEmpty() || present.get() != parentNo) {
      placeFrom(unit, from, "parent", history.laid(unitNo, parentNo, from));
    }
  }

  private void placeFrom(PlannedUnit unit, LocalDate from, String column, List<Placement> periods) {
    if (!isNew(unit) && from.isBefore(today)) {
      throw new IllegalArgumentException("from: the past cannot be changed; today is " + today);
    }
    placements.put(unit.unitNo(), periods);
    note(unit.unitNo(), column);
  }

  private LocalDate day(String text) {
    if (text.isEmpty()) {
      return today;
    }
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= YEAR_MIN && day.getYear() <= YEAR_MAX) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // falls through to the refusal
    }
    throw new IllegalArgumentException("from must be a day such as 2026-12-31");
  }

  private void describe(CsvTable.Row row, Set<String> columns, PlannedUnit unit) {
    if (unit.kind() != UnitKind.STORE) {
      for (var column : StoreCells.COLUMNS) {
        if (!row.text(column).isEmpty()) {
          throw new IllegalArgumentException(column + " is for stores only");
        }
      }
      return;
    }
    var before = knownStores.getOrDefault(unit.unitNo(), StoreDetails.UNKNOWN);
    var after = cells.read(row, columns, before);
    if (!after.equals(before)) {
      stores.put(unit.unitNo(), after);
      var written = cells.written(after);
      var writtenBefore = cells.written(before);
      for (int i = 0; i < written.size(); i++) {
        if (!written.get(i).equals(writtenBefore.get(i))) {
          note(unit.unitNo(), StoreCells.COLUMNS.get(i));
        }
      }
    }
  }

  /** A code may go from one unit to another within the file. */
  private void checkCodes() {
    var owners = new HashMap<>(byCode);
    owners.values().removeIf(codes::containsKey);
    codes.forEach((unitNo, given) -> {
      for (var code : given) {
        var other = owners.putIfAbsent(code, unitNo);
        if (other != null) {
          problems.add(line(unitNo), "code %s names another unit".formatted(code.code()));
        }
      }
    });
  }

  private void checkTree() {
    if (placements.isEmpty()) {
      return;
    }
    var all = new ArrayList<Placement>();
    known.keySet().stream()
        .filter(unitNo -> !placements.containsKey(unitNo))
        .forEach(unitNo -> all.addAll(history.of(unitNo)));
    placements.values().forEach(all::addAll);
    var after = UnitHistory.of(all);
    for (var violation : after.violations()) {
      var period = violation.placement();
      var parent = nameOf(period.parentNo());
      var unit = nameOf(period.unitNo());
      switch (violation.rule()) {
        case NO_CYCLE ->
            problems.add(
                line(changedAbove(after, period.unitNo(), violation.day())),
                "from %s on, “%s” would stand below itself".formatted(violation.day(), unit));
        case PARENT_OPEN -> {
          if (placements.containsKey(period.unitNo())) {
            problems.add(
                line(period.unitNo()),
                "parent: “%s” is not open on %s".formatted(parent, violation.day()));
          } else {
            problems.add(
                line(period.parentNo()),
                "on %s, “%s” still stands below it".formatted(violation.day(), unit));
          }
        }
      }
    }
  }

  /** A unit of the cycle that this file moves: without one there would be no cycle. */
  private int changedAbove(UnitHistory after, int unitNo, LocalDate day) {
    int at = unitNo;
    while (!placements.containsKey(at)) {
      at = after.parentOn(at, day).orElseThrow();
    }
    return at;
  }

  private long line(int unitNo) {
    var unit = planned.get(unitNo);
    return unit == null ? 0 : unit.line();
  }

  private String nameOf(int unitNo) {
    var unit = planned.get(unitNo);
    if (unit != null) {
      return unit.name();
    }
    var before = known.get(unitNo);
    return before == null ? "" : before.name();
  }

  private static boolean isNew(PlannedUnit unit) {
    return unit.unitNo() < 0;
  }

  private void note(int unitNo, String field) {
    fields.computeIfAbsent(unitNo, _ -> new ArrayList<>()).add(field);
  }

  List<PlannedUnit> created() {
    return planned.values().stream().filter(UnitsPlan::isNew).toList();
  }

  List<PlannedUnit> changed() {
    return planned.values().stream()
        .filter(unit -> !isNew(unit) && fields.containsKey(unit.unitNo()))
        .toList();
  }

  Map<Integer, List<UnitCode>> codes() {
    return codes;
  }

  Map<Integer, List<Placement>> placements() {
    return placements;
  }

  Map<Integer, StoreDetails> stores() {
    return stores;
  }

  FileOutcome outcome(boolean isApplied, int rows) {
    var changes = new TreeMap<Long, FileChange>();
    planned
        .values()
        .forEach(unit -> {
          if (isNew(unit) || fields.containsKey(unit.unitNo())) {
            changes.put(
                unit.line(),
                new FileChange(
                    unit.line(),
                    unit.name(),
                    isNew(unit),
                    fields.getOrDefault(unit.unitNo(), List.of())));
          }
        });
    int created = created().size();
    return new FileOutcome(
        isApplied,
        rows,
        created,
        changes.size() - created,
        planned.size() - changes.size(),
        changes.values().stream().limit(FileOutcome.CHANGES_MAX).toList(),
        problems.count(),
        problems.first());
  }
}
