package io.quanyu.core.organisation;

import io.quanyu.core.organisation.Placing.Placed;
import io.quanyu.core.organisation.Placing.Reason;
import io.quanyu.core.organisation.Placing.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tree of units on every day.
 *
 * <p>Three rules hold on each day: a unit stands below at most one other; whom it stands below is
 * open; nobody stands below itself. So each day's open units are one tree under {@link #ROOT_NO}.
 * {@link #place} and {@link #close} keep the rules also for the days of plans made earlier: they
 * look at whole periods, not at days. A check costs the periods above the new parent; finding those
 * below a unit that closes costs all periods.
 */
public final class UnitHistory {

  /** The headquarters: always open, below nobody. */
  public static final int ROOT_NO = 1;

  private static final Comparator<Placement> BY_DAY = Comparator.comparing(Placement::from);

  private final Map<Integer, List<Placement>> byUnit = new HashMap<>();

  private UnitHistory(Collection<Placement> placements) {
    for (var placement : placements) {
      byUnit.computeIfAbsent(placement.unitNo(), _ -> new ArrayList<>()).add(placement);
    }
    byUnit.values().forEach(ofUnit -> ofUnit.sort(BY_DAY));
  }

  /**
   * The history of all units.
   *
   * @param placements keep the three rules; those over before the first day asked about may be left
   *     out
   */
  public static UnitHistory of(Collection<Placement> placements) {
    return new UnitHistory(placements);
  }

  /** The periods of a unit, in order. */
  public List<Placement> of(int unitNo) {
    return List.copyOf(byUnit.getOrDefault(unitNo, List.of()));
  }

  /** The parent of each unit that is open on a day, by unit; the root is not among them. */
  public Map<Integer, Integer> on(LocalDate day) {
    var parents = new TreeMap<Integer, Integer>();
    byUnit
        .values()
        .forEach(ofUnit ->
            ofUnit.stream()
                .filter(placement -> placement.covers(day))
                .forEach(placement -> parents.put(placement.unitNo(), placement.parentNo())));
    return parents;
  }

  /**
   * Opens, moves or opens again: from a day on the unit stands below a parent, until the next
   * change of it that is planned already, which stays.
   */
  public Placing place(int unitNo, int parentNo, LocalDate from) {
    if (unitNo == ROOT_NO) {
      return new Refused(Reason.ROOT, unitNo, from);
    }
    var wanted = new Placement(unitNo, parentNo, from, nextChange(unitNo, from));
    var refused =
        firstCycle(unitNo, parentNo, from, wanted.until())
            .map(day -> new Refused(Reason.CYCLE, parentNo, day))
            .or(() ->
                firstDayClosed(parentNo, from, wanted.until())
                    .map(day -> new Refused(Reason.PARENT_NOT_OPEN, parentNo, day)));
    return refused.<Placing>map(why -> why).orElseGet(() -> new Placed(with(wanted)));
  }

  /**
   * The periods that {@link #place} would give a unit, whatever rule they break: of many changes at
   * once each may need another one. {@link #violations} judges them all.
   */
  public List<Placement> laid(int unitNo, int parentNo, LocalDate from) {
    return with(new Placement(unitNo, parentNo, from, nextChange(unitNo, from)));
  }

  /** The periods that a unit would have after it closed, as for {@link #laid}. */
  public List<Placement> cut(int unitNo, LocalDate from) {
    return of(unitNo).stream()
        .filter(period -> period.from().isBefore(from))
        .map(period -> period.until().isAfter(from) ? period.cutAt(from) : period)
        .toList();
  }

  /** The parent of a unit on a day, if it is open then; the root has none. */
  public Optional<Integer> parentOn(int unitNo, LocalDate day) {
    return of(unitNo).stream()
        .filter(period -> period.covers(day))
        .map(Placement::parentNo)
        .findFirst();
  }

  /** A rule that a period may break. */
  public enum Rule {
    /** The parent is not open on the day. */
    PARENT_OPEN,
    /** The unit stands below itself on the day. */
    NO_CYCLE
  }

  /** A period that breaks a rule, and the first day on which it does. */
  public record Violation(Placement placement, Rule rule, LocalDate day) {}

  /** The periods that break a rule: none if the rules hold on every day. */
  public List<Violation> violations() {
    var found = new ArrayList<Violation>();
    byUnit
        .values()
        .forEach(periods -> {
          for (var period : periods) {
            firstDayClosed(period.parentNo(), period.from(), period.until())
                .ifPresent(day -> found.add(new Violation(period, Rule.PARENT_OPEN, day)));
            // Of the periods of a cycle one begins last, and on that day all of them hold.
            if (isBelowItself(period)) {
              found.add(new Violation(period, Rule.NO_CYCLE, period.from()));
            }
          }
        });
    return found;
  }

  private boolean isBelowItself(Placement period) {
    var seen = new HashSet<Integer>();
    int at = period.parentNo();
    while (at != period.unitNo()) {
      var above = parentOn(at, period.from());
      if (above.isEmpty() || !seen.add(at)) {
        return false; // the root, a closed unit, or a cycle above that is another unit's
      }
      at = above.get();
    }
    return true;
  }

  /**
   * Closes a unit from a day on; what was planned for it later is given up. Refused while a unit
   * stands below it on that day or later.
   */
  public Placing close(int unitNo, LocalDate from) {
    if (unitNo == ROOT_NO) {
      return new Refused(Reason.ROOT, unitNo, from);
    }
    var periods = of(unitNo);
    if (periods.isEmpty() || !periods.getLast().until().isAfter(from)) {
      return new Refused(Reason.NOT_OPEN, unitNo, from);
    }
    var below =
        byUnit.values().stream()
            .flatMap(List::stream)
            .filter(placement -> placement.parentNo() == unitNo && placement.until().isAfter(from))
            .min(BY_DAY);
    if (below.isPresent()) {
      return new Refused(Reason.UNITS_BELOW, below.get().unitNo(), later(from, below.get().from()));
    }
    return new Placed(cut(unitNo, from));
  }

  private LocalDate nextChange(int unitNo, LocalDate from) {
    for (var period : of(unitNo)) {
      if (period.covers(from)) {
        return period.until();
      }
      if (period.from().isAfter(from)) {
        return period.from();
      }
    }
    return Placement.FOREVER;
  }

  /** The first day of a period on which a unit stands below another, or is it. */
  private Optional<LocalDate> firstCycle(int unitNo, int aboveNo, LocalDate from, LocalDate until) {
    if (aboveNo == unitNo) {
      return Optional.of(from);
    }
    return byUnit.getOrDefault(aboveNo, List.of()).stream()
        .filter(above -> above.overlaps(from, until))
        .flatMap(above ->
            firstCycle(
                unitNo, above.parentNo(), later(from, above.from()), earlier(until, above.until()))
                .stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<LocalDate> firstDayClosed(int unitNo, LocalDate from, LocalDate until) {
    if (unitNo == ROOT_NO) {
      return Optional.empty();
    }
    var day = from;
    for (var period : of(unitNo)) {
      if (period.covers(day)) {
        day = period.until();
      }
    }
    return day.isBefore(until) ? Optional.of(day) : Optional.empty();
  }

  /**
   * The periods of a unit with a new one laid over them; neighbours that say the same are joined.
   */
  private List<Placement> with(Placement wanted) {
    var laid = new ArrayList<Placement>();
    for (var period : of(wanted.unitNo())) {
      if (!period.overlaps(wanted.from(), wanted.until())) {
        laid.add(period);
      } else if (period.from().isBefore(wanted.from())) {
        laid.add(period.cutAt(wanted.from()));
      }
    }
    laid.add(wanted);
    laid.sort(BY_DAY);
    var joined = new ArrayList<Placement>();
    for (var period : laid) {
      if (!joined.isEmpty() && joined.getLast().isContinuedBy(period)) {
        joined.set(joined.size() - 1, joined.getLast().cutAt(period.until()));
      } else {
        joined.add(period);
      }
    }
    return joined;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
