package io.quanyu.reach.broadcast.internal;

import io.quanyu.know.identity.MergedCustomers;
import org.roaringbitmap.RoaringBitmap;

/**
 * The groups of a broadcast by the numbers that their members have now.
 *
 * @param treated chosen and not merged with another member
 * @param control drawn for the control group and not merged with another member
 * @param merged customers in neither: they were several when the groups were drawn
 */
record ComparedGroups(RoaringBitmap treated, RoaringBitmap control, long merged) {

  /*
   * Who was drawn as one customer is compared as that one, whoever she is now: the draw did not
   * know. Who was drawn several times is left out, even if always for the same group. Of those with
   * two numbers a control group of a tenth has a hundredth twice, and the chosen 81 times as many,
   * where of all others they have nine times as many; and who shops under two numbers buys more.
   */
  static ComparedGroups of(RoaringBitmap chosen, RoaringBitmap control, MergedCustomers merged) {
    var members = RoaringBitmap.or(chosen, control);
    var once = members.clone();
    merged.forEach(members, (former, _) -> once.remove(former));
    var several = new RoaringBitmap();
    merged.forEach(
        members,
        (_, present) -> {
          if (!once.checkedAdd(present)) {
            several.add(present);
          }
        });
    return new ComparedGroups(
        RoaringBitmap.andNot(merged.present(chosen), several),
        RoaringBitmap.andNot(merged.present(control), several),
        several.getLongCardinality());
  }
}
