package io.quanyu.core.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.organisation.Placing.Placed;
import io.quanyu.core.organisation.Placing.Reason;
import io.quanyu.core.organisation.Placing.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitHistoryTests {

  private static final int ROOT = UnitHistory.ROOT_NO;
  private static final int EAST = 2;
  private static final int WEST = 3;
  private static final int STORE = 4;

  private final List<Placement> placements =
      new ArrayList<>(
          List.of(
              new Placement(EAST, ROOT, day(1), Placement.FOREVER),
              new Placement(WEST, ROOT, day(1), Placement.FOREVER),
              new Placement(STORE, EAST, day(1), Placement.FOREVER)));

  @Test
  void aMoveEndsOnePeriodAndBeginsTheNext() {
    assertThat(placed(history().place(STORE, WEST, day(10))))
        .containsExactly(
            new Placement(STORE, EAST, day(1), day(10)),
            new Placement(STORE, WEST, day(10), Placement.FOREVER));
  }

  @Test
  void aMoveLeavesThePlannedNextOneAlone() {
    apply(history().place(STORE, WEST, day(20)));

    assertThat(placed(history().place(STORE, ROOT, day(10))))
        .containsExactly(
            new Placement(STORE, EAST, day(1), day(10)),
            new Placement(STORE, ROOT, day(10), day(20)),
            new Placement(STORE, WEST, day(20), Placement.FOREVER));
  }

  @Test
  void aMoveToWhereItStandsChangesNothing() {
    assertThat(placed(history().place(STORE, EAST, day(10)))).isEqualTo(history().of(STORE));
  }

  @Test
  void aClosedUnitOpensAgainElsewhere() {
    apply(history().close(STORE, day(10)));

    assertThat(placed(history().place(STORE, WEST, day(15))))
        .containsExactly(
            new Placement(STORE, EAST, day(1), day(10)),
            new Placement(STORE, WEST, day(15), Placement.FOREVER));
  }

  @Test
  void closedAndOpenedOnTheSameDayIsNeverClosed() {
    apply(history().close(STORE, day(10)));

    assertThat(placed(history().place(STORE, EAST, day(10))))
        .containsExactly(new Placement(STORE, EAST, day(1), Placement.FOREVER));
  }

  @Test
  void nobodyStandsBelowItself() {
    apply(history().place(WEST, EAST, day(5)));

    assertThat(history().place(EAST, EAST, day(7))).isEqualTo(cycle(EAST, 7));
    assertThat(history().place(EAST, WEST, day(7))).isEqualTo(cycle(WEST, 7));
  }

  /** East under West is fine today, but a plan of the 20th would close the circle. */
  @Test
  void aPlannedMoveMakesACycleToo() {
    apply(history().place(WEST, EAST, day(20)));

    assertThat(history().place(EAST, WEST, day(10))).isEqualTo(cycle(WEST, 20));
  }

  /** The plan ends before the other begins, so that they never meet. */
  @Test
  void plansThatDoNotMeetMakeNoCycle() {
    apply(history().place(WEST, EAST, day(20)));
    placements.removeIf(placement -> placement.unitNo() == EAST);
    placements.add(new Placement(EAST, ROOT, day(1), day(10)));
    placements.add(new Placement(EAST, WEST, day(10), day(20)));
    placements.add(new Placement(EAST, ROOT, day(20), Placement.FOREVER));

    assertThat(placed(history().place(EAST, WEST, day(12)))).isEqualTo(history().of(EAST));
  }

  @Test
  void theParentIsOpenOnEveryDayOfThePeriod() {
    apply(history().close(WEST, day(20)));

    assertThat(history().place(STORE, WEST, day(10)))
        .isEqualTo(new Refused(Reason.PARENT_NOT_OPEN, WEST, day(20)));
    assertThat(history().place(STORE, WEST, day(25)))
        .isEqualTo(new Refused(Reason.PARENT_NOT_OPEN, WEST, day(25)));
  }

  @Test
  void whoIsAboveAnybodyStaysOpen() {
    assertThat(history().close(EAST, day(10)))
        .isEqualTo(new Refused(Reason.UNITS_BELOW, STORE, day(10)));

    apply(history().place(STORE, WEST, day(15)));

    assertThat(history().close(EAST, day(10)))
        .isEqualTo(new Refused(Reason.UNITS_BELOW, STORE, day(10)));
    assertThat(history().close(WEST, day(10)))
        .isEqualTo(new Refused(Reason.UNITS_BELOW, STORE, day(15)));
    assertThat(history().close(EAST, day(15))).isInstanceOf(Placed.class);
  }

  @Test
  void closingGivesUpWhatWasPlanned() {
    apply(history().place(STORE, WEST, day(20)));

    assertThat(placed(history().close(STORE, day(10))))
        .containsExactly(new Placement(STORE, EAST, day(1), day(10)));
  }

  @Test
  void closedIsNotClosedAgain() {
    apply(history().close(STORE, day(10)));

    assertThat(history().close(STORE, day(10)))
        .isEqualTo(new Refused(Reason.NOT_OPEN, STORE, day(10)));
    assertThat(placed(history().close(STORE, day(9))))
        .containsExactly(new Placement(STORE, EAST, day(1), day(9)));
  }

  @Test
  void theRootStays() {
    assertThat(history().place(ROOT, EAST, day(1)))
        .isEqualTo(new Refused(Reason.ROOT, ROOT, day(1)));
    assertThat(history().close(ROOT, day(1))).isEqualTo(new Refused(Reason.ROOT, ROOT, day(1)));
  }

  @Test
  void manyChangesAtOnceAreJudgedTogether() {
    assertThat(history().violations()).isEmpty();
    assertThat(after(history().laid(EAST, WEST, day(5))).violations()).isEmpty();

    assertThat(
            after(history().laid(EAST, WEST, day(5)), history().laid(WEST, EAST, day(7)))
                .violations())
        .containsExactly(
            new UnitHistory.Violation(
                new Placement(WEST, EAST, day(7), Placement.FOREVER),
                UnitHistory.Rule.NO_CYCLE,
                day(7)));
    assertThat(after(history().cut(EAST, day(9))).violations())
        .containsExactly(
            new UnitHistory.Violation(
                new Placement(STORE, EAST, day(1), Placement.FOREVER),
                UnitHistory.Rule.PARENT_OPEN,
                day(9)));
    assertThat(after(history().cut(EAST, day(9)), history().cut(STORE, day(9))).violations())
        .isEmpty();
  }

  @SafeVarargs
  private UnitHistory after(List<Placement>... changed) {
    var all = new ArrayList<>(placements);
    for (var ofUnit : changed) {
      all.removeIf(placement -> placement.unitNo() == ofUnit.getFirst().unitNo());
      all.addAll(ofUnit);
    }
    return UnitHistory.of(all);
  }

  @Test
  void aPeriodHasDays() {
    assertThatThrownBy(() -> new Placement(STORE, EAST, day(2), day(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private UnitHistory history() {
    return UnitHistory.of(placements);
  }

  private void apply(Placing placing) {
    var placed = placed(placing);
    placements.removeIf(placement -> placement.unitNo() == placed.getFirst().unitNo());
    placements.addAll(placed);
  }

  private static List<Placement> placed(Placing placing) {
    return ((Placed) placing).placements();
  }

  private static Refused cycle(int parentNo, int day) {
    return new Refused(Reason.CYCLE, parentNo, day(day));
  }

  private static LocalDate day(int ofMonth) {
    return LocalDate.of(2027, 1, ofMonth);
  }
}
