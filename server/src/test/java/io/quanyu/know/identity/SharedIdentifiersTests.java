package io.quanyu.know.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class SharedIdentifiersTests {

  @Test
  void theLowestOfEachGroupStays() {
    var shared = shared(new int[] {1, 2, 3}, new int[] {5, 9});

    assertThat(shared.onlyFirst(RoaringBitmap.bitmapOf(1, 2, 3, 4, 5, 9)))
        .isEqualTo(RoaringBitmap.bitmapOf(1, 4, 5));
    assertThat(shared.onlyFirst(RoaringBitmap.bitmapOf(3, 9)))
        .isEqualTo(RoaringBitmap.bitmapOf(3, 9));
  }

  @Test
  void whoHasLeftKeepsNobodyOut() {
    // 2 leaves for the phone shared with 1; so 3, who shares another one with 2, stays.
    assertThat(
            shared(new int[] {1, 2}, new int[] {2, 3}).onlyFirst(RoaringBitmap.bitmapOf(1, 2, 3)))
        .isEqualTo(RoaringBitmap.bitmapOf(1, 3));
  }

  @Test
  void noTwoWhoAreLeftShareAndTheGivenSetStaysAsItIs() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      int gap = seed % 2 == 0 ? 1 : 997; // every other set lies in many containers of a bitmap
      var builder = new SharedIdentifiers.Builder();
      var groups = new int[random.nextInt(3_000)][];
      for (int i = 0; i < groups.length; i++) {
        var members = new TreeSet<Integer>();
        while (members.size() < 2 + random.nextInt(4)) {
          members.add(gap * random.nextInt(5_000));
        }
        groups[i] = members.stream().mapToInt(Integer::intValue).toArray();
        builder.add(groups[i]);
      }
      var customers = new RoaringBitmap();
      random.ints(random.nextInt(4_000), 0, 6_000).map(n -> gap * n).forEach(customers::add);
      var given = customers.clone();

      var left = builder.build().onlyFirst(customers);

      assertThat(customers).as("seed %d", seed).isEqualTo(given);
      assertThat(RoaringBitmap.andNot(left, customers)).as("seed %d", seed).isEmpty();
      var sharing = new RoaringBitmap();
      for (var group : groups) {
        sharing.add(group);
        assertThat(RoaringBitmap.and(left, RoaringBitmap.bitmapOf(group)).getCardinality())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(1);
      }
      assertThat(RoaringBitmap.andNot(RoaringBitmap.andNot(customers, sharing), left))
          .as("seed %d: who shares nothing stays", seed)
          .isEmpty();
    }
  }

  private static SharedIdentifiers shared(int[]... groups) {
    var builder = new SharedIdentifiers.Builder();
    for (var group : groups) {
      builder.add(group);
    }
    return builder.build();
  }
}
