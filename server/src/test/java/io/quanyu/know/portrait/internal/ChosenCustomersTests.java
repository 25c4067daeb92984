package io.quanyu.know.portrait.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

class ChosenCustomersTests {

  @RepeatedTest(60)
  void areThoseInAllSetsWhateverTheirShape(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    List<RoaringBitmap> sets = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      sets.add(set(random));
    }
    var all = FastAggregation.and(sets.iterator());
    var chosen = new ChosenCustomers(sets);

    assertThat(chosen.count()).isEqualTo(all.getLongCardinality());
    for (int i = 0; i < 50; i++) {
      int no = 1 + random.nextInt(1_000_000);
      assertThat(chosen.contains(no)).isEqualTo(all.contains(no));
    }
    var falling = new ArrayList<Integer>();
    all.forEach((int no) -> falling.add(no));
    Collections.reverse(falling);
    int limit = 1 + random.nextInt(60);
    assertThat(chosen.newest(Integer.MAX_VALUE, limit))
        .isEqualTo(falling.subList(0, Math.min(limit, falling.size())));
    int before = 1 + random.nextInt(1_000_000);
    assertThat(chosen.newest(before, limit))
        .isEqualTo(falling.stream().filter(no -> no < before).limit(limit).toList());
  }

  /** Nobody, some here and there, or a long range. */
  private static RoaringBitmap set(SplittableRandom random) {
    var set = new RoaringBitmap();
    switch (random.nextInt(8)) {
      case 0 -> {}
      case 1, 2 -> IntStream.range(0, 300).forEach(_ -> set.add(1 + random.nextInt(1_000_000)));
      case 3, 4 -> IntStream.range(0, 400_000).forEach(_ -> set.add(1 + random.nextInt(1_000_000)));
      default -> {
        int first = 1 + random.nextInt(500_000);
        set.add(first, first + random.nextLong(500_000));
      }
    }
    return set;
  }
}
