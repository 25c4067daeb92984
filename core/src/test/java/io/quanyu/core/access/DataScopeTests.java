package io.quanyu.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class DataScopeTests {

  private static final int NUMBERS = 6;

  @RepeatedTest(200)
  void orAllowsWhatEitherDoesAndAndNothingThatOneForbids(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var one = scope(random);
    var other = scope(random);
    for (int unit = 0; unit < NUMBERS; unit++) {
      for (int guide = 0; guide < NUMBERS; guide++) {
        assertThat(one.or(other).covers(unit, guide))
            .isEqualTo(one.covers(unit, guide) || other.covers(unit, guide));
        if (one.and(other).covers(unit, guide)) {
          assertThat(one.covers(unit, guide) && other.covers(unit, guide)).isTrue();
        }
      }
    }
    assertThat(one.and(DataScope.BRAND)).isEqualTo(one).isEqualTo(DataScope.BRAND.and(one));
    assertThat(one.or(DataScope.NOTHING)).isEqualTo(one).isEqualTo(DataScope.NOTHING.or(one));
  }

  @Test
  void whatBelongsToNobodyIsTheBrandsAlone() {
    assertThat(DataScope.BRAND.covers(0, 0)).isTrue();
    assertThat(DataScope.NOTHING.covers(0, 0)).isFalse();
    assertThat(DataScope.ofUnits(RoaringBitmap.bitmapOf(1, 2)).covers(0, 0)).isFalse();
    assertThat(DataScope.ofGuide(7).covers(0, 0)).isFalse();
  }

  @Test
  void noUnitAndNoGuideHasNumberZero() {
    assertThrows(
        IllegalArgumentException.class, () -> DataScope.ofUnits(RoaringBitmap.bitmapOf(0)));
    assertThrows(IllegalArgumentException.class, () -> DataScope.ofGuide(0));
  }

  @Test
  void aScopeDoesNotChangeWithTheSetItWasMadeOf() {
    var units = RoaringBitmap.bitmapOf(1);
    var scope = DataScope.ofUnits(units);
    units.add(2);
    scope.units().add(3);
    assertThat(scope.covers(2, 0) || scope.covers(3, 0)).isFalse();
  }

  private static DataScope scope(Random random) {
    var scope = random.nextInt(8) == 0 ? DataScope.BRAND : DataScope.NOTHING;
    for (int i = random.nextInt(4); i > 0; i--) {
      int number = 1 + random.nextInt(NUMBERS - 1);
      scope =
          scope.or(
              random.nextBoolean()
                  ? DataScope.ofUnits(RoaringBitmap.bitmapOf(number))
                  : DataScope.ofGuide(number));
    }
    return scope;
  }
}
