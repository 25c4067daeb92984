package io.quanyu.core.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.organisation.Placing.Placed;
import io.quanyu.core.organisation.Placing.Reason;
import io.quanyu.core.organisation.Placing.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes beside a calendar that writes every unit's parent down for each of forty days: the
 * same changes are refused, and the same trees stand on every day.
 */
class UnitHistoryPropertyTests {

  private static final int UNITS = 9;
  private static final int DAYS = 40;
  private static final int CHANGES = 300;
  private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);

  /** The parent by unit, of each day; the last day stands for all that come after it. */
  private final List<Map<Integer, Integer>> calendar = new ArrayList<>();

  private final List<Placement> placements = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithACalendar(long seed) {
    var random = new Random(seed);
    for (int day = 0; day < DAYS; day++) {
      calendar.add(new HashMap<>());
    }
    int done = 0;
    for (int i = 0; i < CHANGES; i++) {
      int unit = 2 + random.nextInt(UNITS);
      int parent = 1 + random.nextInt(UNITS + 1);
      int day = random.nextInt(DAYS);
      boolean isClose = random.nextInt(4) == 0;
      var history = UnitHistory.of(placements);
      var placing =
          isClose
              ? history.close(unit, FIRST.plusDays(day))
              : history.place(unit, parent, FIRST.plusDays(day));
      var expected = isClose ? close(unit, day) : place(unit, parent, day);

      var what = "change %d of seed %d".formatted(i, seed);
      assertThat(
              placing instanceof Refused refused ? Optional.of(refused.reason()) : Optional.empty())
          .as(what)
          .isEqualTo(expected);
      if (placing instanceof Placed(var now)) {
        placements.removeIf(placement -> placement.unitNo() == unit);
        placements.addAll(now);
        done++;
      }
      assertThatEveryDayIsOneTree(what);
    }
    assertThat(done).as("changes done").isGreaterThan(CHANGES / 10);
  }

  private void assertThatEveryDayIsOneTree(String what) {
    var history = UnitHistory.of(placements);
    for (int day = 0; day < DAYS; day++) {
      var parents = history.on(FIRST.plusDays(day));
      assertThat(parents).as("%s, day %d", what, day).isEqualTo(calendar.get(day));
      for (int unit : parents.keySet()) {
        assertThat(reachesRoot(parents, unit)).as("%s, day %d, unit %d", what, day, unit).isTrue();
      }
    }
  }

  private static boolean reachesRoot(Map<Integer, Integer> parents, int unit) {
    var seen = new HashSet<Integer>();
    Integer at = unit;
    while (at != null && at != UnitHistory.ROOT_NO && seen.add(at)) {
      at = parents.get(at);
    }
    return at != null && at == UnitHistory.ROOT_NO;
  }

  /** Writes the parent down until the next planned change, unless a day speaks against it. */
  private Optional<Reason> place(int unit, int parent, int from) {
    int until = from;
    while (until < DAYS && isContinued(unit, from, until)) {
      until++;
    }
    for (int day = from; day < until; day++) {
      var tried = new HashMap<>(calendar.get(day));
      tried.put(unit, parent);
      if (isBelow(tried, parent, unit)) {
        return Optional.of(Reason.CYCLE);
      }
    }
    for (int day = from; day < until; day++) {
      if (parent != UnitHistory.ROOT_NO && !calendar.get(day).containsKey(parent)) {
        return Optional.of(Reason.PARENT_NOT_OPEN);
      }
    }
    for (int day = from; day < until; day++) {
      calendar.get(day).put(unit, parent);
    }
    return Optional.empty();
  }

  private boolean isContinued(int unit, int from, int day) {
    var then = calendar.get(from).get(unit);
    var now = calendar.get(day).get(unit);
    return then == null ? now == null : then.equals(now);
  }

  private static boolean isBelow(Map<Integer, Integer> parents, int unit, int above) {
    var seen = new HashSet<Integer>();
    Integer at = unit;
    while (at != null && seen.add(at)) {
      if (at == above) {
        return true;
      }
      at = parents.get(at);
    }
    return false;
  }

  private Optional<Reason> close(int unit, int from) {
    boolean isOpen = false;
    for (int day = from; day < DAYS; day++) {
      isOpen |= calendar.get(day).containsKey(unit);
    }
    if (!isOpen) {
      return Optional.of(Reason.NOT_OPEN);
    }
    for (int day = from; day < DAYS; day++) {
      if (calendar.get(day).containsValue(unit)) {
        return Optional.of(Reason.UNITS_BELOW);
      }
    }
    for (int day = from; day < DAYS; day++) {
      calendar.get(day).remove(unit);
    }
    return Optional.empty();
  }
}
