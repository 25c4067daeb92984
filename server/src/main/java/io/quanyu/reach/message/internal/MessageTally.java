package io.quanyu.reach.message.internal;

import io.quanyu.know.identity.MergedCustomers;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * How many messages were written under which customer numbers.
 *
 * @param byMessages disjoint sets by the number of messages, which may be cut off at a limit
 */
record MessageTally(Map<Integer, RoaringBitmap> byMessages) {

  /**
   * Customers with so many messages under all their numbers together, by present number; a new set.
   *
   * @param messages at least 1, at most the limit of the tally
   */
  RoaringBitmap atLeast(int messages, MergedCustomers merged) {
    var found = new RoaringBitmap();
    // Only who was merged has messages under several numbers: millions are looked up in sets, and
    // only some are summed up.
    Map<Integer, Integer> former = new HashMap<>();
    merged.forEach(
        RoaringBitmap.or(byMessages.values().iterator()),
        (number, present) -> former.merge(present, under(number), Integer::sum));
    byMessages.forEach((count, whom) -> {
      if (count >= messages) {
        found.or(whom);
      }
    });
    former.forEach((present, count) -> {
      if (count + under(present) >= messages) {
        found.add(present);
      }
    });
    return merged.present(found);
  }

  private int under(int customerNo) {
    for (var one : byMessages.entrySet()) {
      if (one.getValue().contains(customerNo)) {
        return one.getKey();
      }
    }
    return 0;
  }
}
