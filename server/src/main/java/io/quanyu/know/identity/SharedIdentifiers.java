package io.quanyu.know.identity;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which customers hold an identifier together, such as the phone of a family. Immutable; some
 * twelve bytes a customer of a group.
 */
public final class SharedIdentifiers {

  /** Members of all groups, one group after the other, each ascending. */
  private final int[] members;

  /** Where each group ends in {@link #members}. */
  private final int[] ends;

  private final RoaringBitmap all;

  private SharedIdentifiers(int[] members, int[] ends) {
    this.members = members;
    this.ends = ends;
    // A copy: building the set sorts the array that it is given.
    this.all = RoaringBitmap.bitmapOfUnordered(members.clone());
    all.runOptimize();
  }

  /** Collects groups. */
  static final class Builder {
    private int[] members = new int[1_024];
    private int[] ends = new int[512];
    private int size;
    private int groups;

    /**
     * @param group two customers or more, ascending
     */
    void add(int[] group) {
      if (size + group.length > members.length) {
        members = Arrays.copyOf(members, Math.max(2 * members.length, size + group.length));
      }
      System.arraycopy(group, 0, members, size, group.length);
      size += group.length;
      if (groups == ends.length) {
        ends = Arrays.copyOf(ends, 2 * groups);
      }
      ends[groups++] = size;
    }

    SharedIdentifiers build() {
      return new SharedIdentifiers(Arrays.copyOf(members, size), Arrays.copyOf(ends, groups));
    }
  }

  /**
   * Of the customers of a set who share an identifier the one with the lowest number, and all who
   * share none. Group after group: who has left for one identifier does not keep others out for
   * another.
   *
   * @return a new set
   */
  public RoaringBitmap onlyFirst(RoaringBitmap customers) {
    var sharing = RoaringBitmap.and(customers, all);
    var left = RoaringBitmap.andNot(customers, sharing);
    if (sharing.isEmpty()) {
      return left;
    }
    for (int group = 0, i = 0; group < ends.length; group++) {
      boolean hasFirst = false;
      for (; i < ends[group]; i++) {
        if (sharing.contains(members[i])) {
          if (hasFirst) {
            sharing.remove(members[i]);
          }
          hasFirst = true;
        }
      }
    }
    left.or(sharing);
    return left;
  }
}
