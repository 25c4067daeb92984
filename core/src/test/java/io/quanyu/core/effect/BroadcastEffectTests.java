package io.quanyu.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class BroadcastEffectTests {

  @Test
  void differenceIsTheOneThatNewcombePrinted() {
    // Newcombe 1998, table II, method 10, contrast (a): 56/70 − 48/80.
    var effect = BroadcastEffect.measure(buyersOf(70, 56), buyersOf(80, 48)).shareDifference();
    assertThat(effect.value().orElseThrow()).isCloseTo(0.2, within(1e-12));
    assertThat(effect.low().orElseThrow()).isCloseTo(0.0524, within(0.00005));
    assertThat(effect.high().orElseThrow()).isCloseTo(0.3339, within(0.00005));
  }

  @Test
  void shareIsTheOneOfWilson() {
    // Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3: 15/148.
    var share = BroadcastEffect.measure(buyersOf(148, 15), GroupOutcome.EMPTY).treatedShare();
    assertThat(share.low().orElseThrow()).isCloseTo(0.0624, within(0.00005));
    assertThat(share.high().orElseThrow()).isCloseTo(0.1605, within(0.00005));
  }

  @Test
  void anEmptyGroupTellsNothing() {
    var effect = BroadcastEffect.measure(buyersOf(100, 10), GroupOutcome.EMPTY);
    assertThat(effect.treatedShare().value()).hasValue(0.1);
    assertThat(effect.controlShare()).isEqualTo(Estimate.UNKNOWN);
    assertThat(effect.shareDifference()).isEqualTo(Estimate.UNKNOWN);
    assertThat(effect.shareLift()).isEqualTo(Estimate.UNKNOWN);
    assertThat(effect.revenueLift()).isEqualTo(Estimate.UNKNOWN);
  }

  @Test
  void nobodyBoughtIsADifferenceOfZeroWithoutALift() {
    var effect = BroadcastEffect.measure(buyersOf(900, 0), buyersOf(100, 0));
    assertThat(effect.shareDifference().value()).hasValue(0);
    assertThat(effect.shareDifference().low().orElseThrow()).isBetween(-0.05, -0.03);
    assertThat(effect.shareDifference().high().orElseThrow()).isBetween(0.003, 0.006);
    assertThat(effect.shareLift().value()).isEmpty();
    assertThat(effect.shareLift().low()).hasValue(-1);
    assertThat(effect.shareLift().high()).isEmpty();
    assertThat(effect.revenueDifferenceMinor().value()).hasValue(0);
    assertThat(effect.revenueDifferenceMinor().low()).isEmpty();
  }

  @Test
  void aLiftOverNobodyHasALowerBoundOnly() {
    var lift = BroadcastEffect.measure(buyersOf(1_000, 500), buyersOf(1_000, 0)).shareLift();
    assertThat(lift.value()).isEmpty();
    assertThat(lift.low().orElseThrow()).isGreaterThan(100);
    assertThat(lift.high()).isEmpty();
    assertThat(lift.isSignificant()).isTrue();
  }

  @Test
  void allBoughtIsAShareOfOne() {
    var effect = BroadcastEffect.measure(buyersOf(50, 50), buyersOf(50, 50));
    assertThat(effect.treatedShare().high()).hasValue(1);
    assertThat(effect.shareDifference().value()).hasValue(0);
    assertThat(effect.shareDifference().isSignificant()).isFalse();
    assertThat(effect.shareLift().covers(0)).isTrue();
    // All spent the same: no spread was seen, so no interval is claimed.
    assertThat(effect.revenueLift().low()).isEmpty();
    assertThat(effect.revenueLift().high()).isEmpty();
  }

  @Test
  void keepsSumsThatDoNotFitALong() {
    var rich = GroupOutcome.EMPTY;
    for (int i = 0; i < 100; i++) {
      rich = rich.plus(1, 9_000_000_000_000_000L + i);
    }
    var effect = BroadcastEffect.measure(rich, rich);
    assertThat(rich.revenueSquaresMinor().bitLength()).isGreaterThan(63);
    // The spread of 0…99 is seen beneath sixteen digits of money.
    assertThat(rich.spendVariance()).isCloseTo(841.6667, within(0.001));
    assertThat(effect.revenueDifferenceMinor().value()).hasValue(0);
  }

  @Test
  void refusesImpossibleOutcomes() {
    assertThatThrownBy(() -> new GroupOutcome(1, 2, 2, 0, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupOutcome(5, 2, 1, 0, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupOutcome(5, 2, 2, 100, BigInteger.valueOf(4_999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupOutcome(5, 0, 0, 1, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GroupOutcome.EMPTY.plus(0, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> BroadcastEffect.measure(GroupOutcome.EMPTY, GroupOutcome.EMPTY, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Every buyer spends the same. */
  private static GroupOutcome buyersOf(long customers, long buyers) {
    return new GroupOutcome(
        customers, buyers, buyers, 100 * buyers, BigInteger.valueOf(10_000 * buyers));
  }
}
