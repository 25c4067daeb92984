package io.quanyu.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoneyPropertyTests {

  private static final Currency CNY = Currency.getInstance("CNY");
  private static final Currency JPY = Currency.getInstance("JPY");

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void allocationKeepsTheSumAndStaysWithinOneUnitOfTheExactShare() {
    for (int round = 0; round < 20_000; round++) {
      var amount = new Money(random.nextLong() >> random.nextInt(1, 64), CNY);
      long[] weights =
          random.longs(random.nextInt(1, 12), 0, 1L << random.nextInt(1, 62)).toArray();
      weights[0]++;

      List<Money> parts = amount.allocate(weights);

      assertThat(parts.stream().reduce(Money.zero(CNY), Money::plus)).isEqualTo(amount);
      var sum =
          Arrays.stream(weights)
              .mapToObj(BigInteger::valueOf)
              .reduce(BigInteger.ZERO, BigInteger::add);
      for (int i = 0; i < weights.length; i++) {
        // |part − amount·weight/sum| < 1, without a fraction
        var distance =
            BigInteger.valueOf(parts.get(i).minorUnits())
                .multiply(sum)
                .subtract(
                    BigInteger.valueOf(amount.minorUnits())
                        .multiply(BigInteger.valueOf(weights[i])));
        assertThat(distance.abs()).isLessThan(sum);
      }
    }
  }

  @Test
  void aNegativeAmountSplitsAsTheMirrorOfThePositive() {
    for (int round = 0; round < 2_000; round++) {
      var amount = new Money(random.nextLong(1_000_000), CNY);
      long[] weights = random.longs(5, 0, 100).toArray();
      weights[random.nextInt(5)]++;

      assertThat(amount.negated().allocate(weights))
          .isEqualTo(amount.allocate(weights).stream().map(Money::negated).toList());
    }
  }

  @Test
  void leftOverUnitsGoToTheLargestRemaindersThenToTheFirst() {
    assertThat(new Money(100, CNY).allocate(1, 1, 1).stream().map(Money::minorUnits))
        .containsExactly(34L, 33L, 33L);
    assertThat(new Money(10, CNY).allocate(55, 25, 20).stream().map(Money::minorUnits))
        .containsExactly(6L, 2L, 2L);
    assertThat(new Money(1, CNY).allocate(0, 3, 4).stream().map(Money::minorUnits))
        .containsExactly(0L, 0L, 1L);
  }

  @Test
  void refusesToAllocateByNothing() {
    var amount = new Money(100, CNY);

    assertThatThrownBy(amount::allocate).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> amount.allocate(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> amount.allocate(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLineIsRoundedOnceHalfAwayFromZero() {
    assertThat(Money.lineTotal(new BigDecimal("3"), new BigDecimal("0.335"), CNY).minorUnits())
        .isEqualTo(101);
    assertThat(Money.lineTotal(new BigDecimal("1"), new BigDecimal("0.125"), CNY).minorUnits())
        .isEqualTo(13);
    assertThat(Money.lineTotal(new BigDecimal("-1"), new BigDecimal("0.125"), CNY).minorUnits())
        .isEqualTo(-13);
    assertThat(Money.lineTotal(new BigDecimal("2"), new BigDecimal("0.5"), JPY).minorUnits())
        .isEqualTo(1);
  }

  @Test
  void majorUnitsThereAndBackIsTheSame() {
    for (int round = 0; round < 10_000; round++) {
      var amount = new Money(random.nextLong(), random.nextBoolean() ? CNY : JPY);

      assertThat(Money.ofMajor(amount.toMajor(), amount.currency(), RoundingMode.UNNECESSARY))
          .isEqualTo(amount);
    }
  }

  @Test
  void addingIsExactOrRefused() {
    var most = new Money(Long.MAX_VALUE, CNY);

    assertThat(most.minus(most)).isEqualTo(Money.zero(CNY));
    assertThatThrownBy(() -> most.plus(new Money(1, CNY))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.plus(new Money(1, JPY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Money(1, Currency.getInstance("XAU")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsMajorUnits() {
    assertThat(new Money(-12345, CNY)).hasToString("-123.45 CNY");
    assertThat(new Money(12345, JPY)).hasToString("12345 JPY");
  }
}
