package io.quanyu.core.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.rfm.Rfm.Buyer;
import io.quanyu.core.rfm.Rfm.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of RFM scores, on seeded random buyers with many ties. */
class RfmTests {

  @Test
  void spreadsTenDifferentBuyersEvenly() {
    var buyers = new ArrayList<Buyer>();
    for (int i = 0; i < 10; i++) {
      buyers.add(new Buyer(i, i, 10 - i, 100L * i));
    }
    var scores = Rfm.score(buyers);
    assertThat(scores.get(0)).isEqualTo(new Scores(1, 5, 1));
    assertThat(scores.get(1)).isEqualTo(new Scores(1, 5, 1));
    assertThat(scores.get(2)).isEqualTo(new Scores(2, 4, 2));
    assertThat(scores.get(9)).isEqualTo(new Scores(5, 1, 5));
  }

  @Test
  void givesEveryoneTheLowestScoreWhenAllAreEqual() {
    var buyers = List.of(new Buyer(1, 7, 1, 50), new Buyer(2, 7, 1, 50), new Buyer(3, 7, 1, 50));
    assertThat(Rfm.score(buyers).values()).containsOnly(new Scores(1, 1, 1));
  }

  @Test
  void scoresNobodyWithoutBuyers() {
    assertThat(Rfm.score(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void isMonotoneTiesShareAndOrderOfInputMeansNothing(long seed) {
    var random = new Random(seed);
    var buyers = buyers(random, 1 + random.nextInt(300));
    var scores = Rfm.score(buyers);

    assertMonotone(buyers, Buyer::lastOrderAtMicros, b -> of(scores, b).recency());
    assertMonotone(buyers, Buyer::orders, b -> of(scores, b).frequency());
    assertMonotone(buyers, Buyer::saleRevenueMinor, b -> of(scores, b).money());

    var shuffled = new ArrayList<>(buyers);
    Collections.shuffle(shuffled, random);
    assertThat(Rfm.score(shuffled)).isEqualTo(scores);
  }

  private static Scores of(Map<Integer, Scores> scores, Buyer buyer) {
    return Objects.requireNonNull(scores.get(buyer.customerNo()));
  }

  private static void assertMonotone(
      List<Buyer> buyers, ToLongFunction<Buyer> value, ToIntFunction<Buyer> score) {
    for (var a : buyers) {
      assertThat(score.applyAsInt(a)).isBetween(1, Rfm.SCORE_MAX);
      for (var b : buyers) {
        int order = Long.compare(value.applyAsLong(a), value.applyAsLong(b));
        int scoreOrder = Integer.compare(score.applyAsInt(a), score.applyAsInt(b));
        assertThat(order == 0 ? scoreOrder == 0 : order * scoreOrder >= 0)
            .as("%s before %s", a, b)
            .isTrue();
      }
    }
  }

  private static List<Buyer> buyers(Random random, int count) {
    var buyers = new ArrayList<Buyer>();
    for (int no = 0; no < count; no++) {
      buyers.add(
          new Buyer(no, random.nextInt(50), 1 + random.nextInt(6), random.nextInt(-500, 5_000)));
    }
    return buyers;
  }
}
