package io.quanyu.know.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Customers who were merged into others, and who each of them is now: what was written under a
 * former number is hers who goes on. A split gives accounts to other customers and never brings a
 * former number back, so each is one customer at any time. Immutable, 8 bytes a merged customer.
 */
public final class MergedCustomers {

  /** More would be a circle; each step leads to an older customer. */
  private static final int STEPS_MAX = 1_000;

  /** Former number and the one that it was merged into, 32 bits each; ascending. */
  private final long[] merges;

  MergedCustomers(LongStream merges) {
    this.merges = merges.sorted().toArray();
  }

  /** Takes customers who were merged. */
  @FunctionalInterface
  public interface Merged {
    /** One of them, with her present number. */
    void take(int former, int present);
  }

  /**
   * Of merges that are known otherwise.
   *
   * @param mergedInto into whom each customer was merged; she may have been merged since
   */
  public static MergedCustomers of(Map<Integer, Integer> mergedInto) {
    return new MergedCustomers(
        mergedInto.entrySet().stream().mapToLong(one -> merge(one.getKey(), one.getValue())));
  }

  static long merge(int former, int into) {
    return ((long) former << Integer.SIZE) | into;
  }

  /** The present number of a customer: her own if she was not merged. */
  public int present(int customerNo) {
    int present = customerNo;
    for (int step = 0; step < STEPS_MAX; step++) {
      // Numbers start at 1, so this is right before the merge that is looked for.
      int at = -1 - Arrays.binarySearch(merges, merge(present, 0));
      if (at == merges.length || merges[at] >> Integer.SIZE != present) {
        return present;
      }
      present = (int) merges[at];
    }
    throw new IllegalStateException("customer " + customerNo + " was merged in a circle");
  }

  /** The present numbers of customers; a new set. */
  public RoaringBitmap present(RoaringBitmap customers) {
    var present = customers.clone();
    forEach(
        customers,
        (former, now) -> {
          present.remove(former);
          present.add(now);
        });
    return present;
  }

  /** Those of {@code customers} who were merged, by ascending former numbers. */
  public void forEach(RoaringBitmap customers, Merged merged) {
    for (long merge : merges) {
      int former = (int) (merge >> Integer.SIZE);
      if (customers.contains(former)) {
        merged.take(former, present(former));
      }
    }
  }
}
