package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quanyu.core.contact.ControlGroups.Group;
import java.util.EnumMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlDrawPropertyTests {

  private static final int CUSTOMERS = 1_000_000;

  @Test
  void hashIsTheOneOfTheReference() {
    // Vector 8 of the authors' vectors_sip64: key 00…0f, input 00…07.
    assertThat(SipHash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x0706050403020100L))
        .isEqualTo(0x93f5f5799a932462L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 500, 1_000, 5_000, 9_999})
  void drawsTheShareWithinFiveStandardDeviations(int shareBp) {
    double share = shareBp / 10_000.0;
    double deviation = Math.sqrt(CUSTOMERS * share * (1 - share));
    for (int salt = 1; salt <= 5; salt++) {
      var draw = new ControlDraw("broadcast-" + salt, shareBp);
      assertThat((double) count(draw, 1, CUSTOMERS))
          .as("salt %s", salt)
          .isCloseTo(CUSTOMERS * share, within(5 * deviation));
    }
  }

  @Test
  void drawsTheShareOfEveryPartOfTheNumbersToo() {
    // Numbers are dense and old customers have low ones: no part may be favoured.
    var draw = new ControlDraw("even", 1_000);
    for (int part = 0; part < 100; part++) {
      assertThat((double) count(draw, part * 10_000 + 1, (part + 1) * 10_000))
          .isCloseTo(1_000, within(5 * Math.sqrt(900)));
    }
  }

  @Test
  void drawsNobodyAndEverybodyExactly() {
    assertThat(count(new ControlDraw("none", 0), 1, 100_000)).isZero();
    assertThat(count(new ControlDraw("all", 10_000), 1, 100_000)).isEqualTo(100_000);
  }

  @Test
  void aLargerShareKeepsTheCustomersOfASmallerOne() {
    var small = new ControlDraw("nested", 500);
    var large = new ControlDraw("nested", 1_500);
    for (int customerNo = 1; customerNo <= 100_000; customerNo++) {
      assertThat(!small.isDrawn(customerNo) || large.isDrawn(customerNo)).isTrue();
    }
  }

  @Test
  void isTheSameInEveryProcessForEver() {
    // Computed by a second implementation. A change here would regroup customers of running
    // broadcasts.
    var draw = new ControlDraw("global", 1_000);
    assertThat(IntStream.rangeClosed(1, 60).filter(draw::isDrawn).boxed().toList())
        .containsExactly(8, 12, 16, 38, 40);
  }

  @Test
  void drawsUnderTwoSaltsAreIndependent() {
    var one = new ControlDraw("broadcast-1", 1_000);
    var other = new ControlDraw("broadcast-2", 1_000);
    int both = 0;
    for (int customerNo = 1; customerNo <= CUSTOMERS; customerNo++) {
      both += one.isDrawn(customerNo) && other.isDrawn(customerNo) ? 1 : 0;
    }
    // A hundredth of all, give or take five standard deviations.
    assertThat((double) both).isCloseTo(10_000, within(500.0));
  }

  @Test
  void theGlobalControlGroupGoesFirstAndTheBroadcastDrawsFromTheRest() {
    var groups =
        new ControlGroups(new ControlDraw("global", 500), new ControlDraw("broadcast-1", 1_000));
    var sizes = new EnumMap<Group, Integer>(Group.class);
    for (int customerNo = 1; customerNo <= CUSTOMERS; customerNo++) {
      sizes.merge(groups.groupOf(customerNo), 1, Integer::sum);
    }
    // 5 % of all, then 10 % of the other 95 %.
    assertThat(sizes.get(Group.GLOBAL_CONTROL)).isBetween(48_900, 51_100);
    assertThat(sizes.get(Group.CONTROL)).isBetween(93_500, 96_500);
    assertThat(sizes.get(Group.TREATED)).isBetween(853_000, 857_000);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new ControlDraw(" ", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ControlDraw("a", -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ControlDraw("a", 10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int count(ControlDraw draw, int from, int to) {
    int count = 0;
    for (int customerNo = from; customerNo <= to; customerNo++) {
      count += draw.isDrawn(customerNo) ? 1 : 0;
    }
    return count;
  }
}
