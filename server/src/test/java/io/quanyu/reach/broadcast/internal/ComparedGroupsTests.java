package io.quanyu.reach.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.identity.MergedCustomers;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ComparedGroupsTests {

  private static final RoaringBitmap CHOSEN = RoaringBitmap.bitmapOf(1, 2, 3, 4, 5);
  private static final RoaringBitmap CONTROL = RoaringBitmap.bitmapOf(11, 12, 13);

  @Test
  void whoWasNotMergedIsComparedAsDrawn() {
    var groups = ComparedGroups.of(CHOSEN, CONTROL, MergedCustomers.of(Map.of(20, 21)));

    assertThat(groups).isEqualTo(new ComparedGroups(CHOSEN, CONTROL, 0));
  }

  @Test
  void whoWasMergedWithANonMemberIsComparedUnderHerPresentNumber() {
    var groups = ComparedGroups.of(CHOSEN, CONTROL, MergedCustomers.of(Map.of(1, 20, 21, 12)));

    assertThat(groups.treated()).isEqualTo(RoaringBitmap.bitmapOf(2, 3, 4, 5, 20));
    assertThat(groups.control()).isEqualTo(CONTROL);
    assertThat(groups.merged()).isZero();
  }

  @Test
  void whoWasChosenAndDrawnForTheControlGroupIsInNeither() {
    var groups = ComparedGroups.of(CHOSEN, CONTROL, MergedCustomers.of(Map.of(1, 11, 12, 2)));

    assertThat(groups)
        .isEqualTo(
            new ComparedGroups(RoaringBitmap.bitmapOf(3, 4, 5), RoaringBitmap.bitmapOf(13), 2));
  }

  @Test
  void whoWasDrawnTwiceForOneGroupIsLeftOutToo() {
    var groups =
        ComparedGroups.of(CHOSEN, CONTROL, MergedCustomers.of(Map.of(1, 20, 2, 20, 12, 11)));

    assertThat(groups)
        .isEqualTo(
            new ComparedGroups(RoaringBitmap.bitmapOf(3, 4, 5), RoaringBitmap.bitmapOf(13), 1 + 1));
  }

  /** The even numbers are second numbers of the odd ones below them in every third pair. */
  @Test
  void mergesDoNotTipTheGroups() {
    int customers = 120_000;
    var random = new SplittableRandom(1);
    var chosen = new RoaringBitmap();
    var control = new RoaringBitmap();
    Map<Integer, Integer> mergedInto = new HashMap<>();
    for (int no = 1; no <= customers; no++) {
      // The second numbers of most are not in the audience.
      if (no % 2 == 1 || random.nextInt(4) == 0) {
        (random.nextInt(10) == 0 ? control : chosen).add(no);
      }
      if (no % 6 == 0) {
        mergedInto.put(no, no - 1);
      }
    }

    var groups = ComparedGroups.of(chosen, control, MergedCustomers.of(mergedInto));

    assertThat(sharers(groups.treated()))
        .as("share of those with two numbers")
        .isCloseTo(sharers(groups.control()), Offset.offset(0.02));
  }

  /** The share of a group that has two numbers. */
  private static double sharers(RoaringBitmap group) {
    return (double) group.stream().filter(no -> no % 6 == 5).count() / group.getCardinality();
  }
}
