package io.quanyu.know.portrait.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who may be in a list: the customers that are in all of some sets. The sets are put together only
 * where a page needs it: of two sets of millions that takes as long as the rest of the page.
 */
final class ChosenCustomers {

  /** Numbers that are looked at together. */
  private static final int STRETCH = 1 << 18;

  private final List<RoaringBitmap> sets;

  /**
   * @param sets at least one; not changed
   */
  ChosenCustomers(List<RoaringBitmap> sets) {
    this.sets =
        sets.stream().sorted(Comparator.comparingLong(RoaringBitmap::getLongCardinality)).toList();
  }

  boolean contains(int customerNo) {
    return sets.stream().allMatch(set -> set.contains(customerNo));
  }

  long count() {
    return switch (sets.size()) {
      case 1 -> sets.getFirst().getLongCardinality();
      case 2 -> RoaringBitmap.andCardinality(sets.getFirst(), sets.getLast());
      default -> FastAggregation.andCardinality(sets.toArray(RoaringBitmap[]::new));
    };
  }

  /**
   * Those with the highest numbers, in falling order.
   *
   * @param before above all of them
   * @param limit at most so many
   */
  List<Integer> newest(int before, int limit) {
    List<Integer> newest = new ArrayList<>(limit);
    var smallest = sets.getFirst();
    long end = smallest.isEmpty() ? 0 : Math.min(before, smallest.last() + 1L);
    while (end > 0 && newest.size() < limit) {
      long start = Math.max(0, end - STRETCH);
      var stretch = smallest.selectRange(start, end);
      sets.subList(1, sets.size()).forEach(stretch::and);
      var numbers = stretch.getReverseIntIterator();
      while (numbers.hasNext() && newest.size() < limit) {
        newest.add(numbers.next());
      }
      end = start;
    }
    return newest;
  }
}
