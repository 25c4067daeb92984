package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.OrganisationProblem;
import io.quanyu.brand.organisation.Unit;
import io.quanyu.brand.organisation.UnitDraft;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.core.organisation.Placing;
import io.quanyu.core.organisation.UnitHistory;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates, names, moves and closes units, one change at a time. */
@Component
public class ChangingUnits {

  /** Ten times the largest brand that we know of. */
  public static final int UNITS_MAX = 100_000;

  private final UnitSql units;
  private final TodaysTree tree;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public ChangingUnits(
      UnitSql units, TodaysTree tree, TransactionTemplate transactions, Clock clock) {
    this.units = units;
    this.tree = tree;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Creates a unit; its first day may lie in the past, of which nothing else is changed by it. */
  public Unit create(UnitDraft draft) {
    return alone(() -> {
      if (units.count() >= UNITS_MAX) {
        throw new ProblemException(
            OrganisationProblem.UNIT_LIMIT_REACHED, "There may be " + UNITS_MAX + " units.");
      }
      var parent = get(draft.parentId());
      var from = tree.dayOrToday(draft.from());
      var created = units.insert(draft.kind(), draft.name(), clock.instant());
      name(created.unitNo(), draft.naming());
      change(
          created.unitNo(),
          from,
          (history, unitNo) -> history.place(unitNo, parent.unitNo(), from));
      return get(created.id()).unit();
    });
  }

  /** Replaces name and codes. */
  public Unit replace(UUID id, int version, UnitNaming naming) {
    return alone(() -> {
      var unit = touched(id, version);
      name(unit.unitNo(), naming);
      return get(id).unit();
    });
  }

  /** Moves a unit with all below it, or opens it again, from today or a coming day on. */
  public Unit move(UUID id, int version, UUID parentId, @Nullable LocalDate on) {
    return alone(() -> {
      var from = todayOrLater(on);
      var unit = touched(id, version);
      var parent = get(parentId);
      change(
          unit.unitNo(), from, (history, unitNo) -> history.place(unitNo, parent.unitNo(), from));
      return get(id).unit();
    });
  }

  /** Closes a unit below which nothing is open, from today or a coming day on. */
  public Unit close(UUID id, int version, @Nullable LocalDate on) {
    return alone(() -> {
      var from = todayOrLater(on);
      var unit = touched(id, version);
      change(unit.unitNo(), from, (history, unitNo) -> history.close(unitNo, from));
      return get(id).unit();
    });
  }

  /** A unit as it is today. */
  public NumberedUnit get(UUID id) {
    return units
        .find(id, tree.today())
        .orElseThrow(() ->
            new ProblemException(
                OrganisationProblem.UNIT_NOT_FOUND, "No unit has the id " + id + "."));
  }

  private void change(
      int unitNo, LocalDate from, BiFunction<UnitHistory, Integer, Placing> change) {
    switch (change.apply(units.historySince(from), unitNo)) {
      case Placing.Placed(var placements) -> {
        units.place(unitNo, from, placements);
        tree.renew(unitNo);
      }
      case Placing.Refused refused -> throw refusal(refused);
    }
  }

  private ProblemException refusal(Placing.Refused refused) {
    var name = units.nameOf(refused.unitNo());
    var day = refused.day();
    return switch (refused.reason()) {
      case ROOT ->
          new ProblemException(
              OrganisationProblem.ROOT_STAYS, "Move or close the units below it instead.");
      case CYCLE ->
          new ProblemException(
              OrganisationProblem.CYCLE,
              "From %s on, “%s” is the unit itself or stands below it.".formatted(day, name));
      case PARENT_NOT_OPEN ->
          new ProblemException(
              OrganisationProblem.PARENT_NOT_OPEN,
              "“%s” is not open on %s. Choose another parent or day.".formatted(name, day));
      case UNITS_BELOW ->
          new ProblemException(
              OrganisationProblem.UNITS_BELOW,
              "On %s, “%s” stands below it. Move or close what is below first."
                  .formatted(day, name));
      case NOT_OPEN ->
          new ProblemException(
              OrganisationProblem.UNIT_NOT_OPEN, "It is closed on %s already.".formatted(day));
    };
  }

  private void name(int unitNo, UnitNaming naming) {
    var taken = units.codesOfOthers(unitNo, naming.codes());
    if (!taken.isEmpty()) {
      throw new ProblemException(
          OrganisationProblem.CODE_TAKEN,
          "Each code names one unit; these name others: %s.".formatted(String.join(", ", taken)));
    }
    units.name(unitNo, naming);
  }

  /**
   * A unit whose change is counted; runs in the transaction of the change, which waits for other
   * changes: a file replaces many units at once.
   *
   * @throws ProblemException if it has not that version any more
   */
  public NumberedUnit touched(UUID id, int version) {
    units.lockTree();
    var unit = get(id);
    if (!units.touch(unit.unitNo(), version, clock.instant())) {
      throw new ProblemException(
          OrganisationProblem.UNIT_CHANGED,
          "It has version %d now. Read it again and redo the change."
              .formatted(unit.unit().version()));
    }
    return unit;
  }

  private LocalDate todayOrLater(@Nullable LocalDate on) {
    var today = tree.today();
    var day = tree.dayOrToday(on);
    if (day.isBefore(today)) {
      throw new ProblemException(
          OrganisationProblem.DATE_PAST,
          "Today is " + today + ".",
          List.of(new FieldError("from", "must be today or later")));
    }
    return day;
  }

  /** In a transaction, after all other changes of the tree. */
  private <T> T alone(Supplier<T> change) {
    var result =
        transactions.execute(_ -> {
          units.lockTree();
          tree.ensure();
          return change.get();
        });
    if (result == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return result;
  }
}
