package io.quanyu.demo.evaluation;

import java.util.Arrays;

/**
 * Precision and recall of a One-ID resolution over pairs of records, the usual measure for entity
 * resolution: a pair is predicted when both records have the same customer, and right when both
 * belong to the same person.
 *
 * <p>A <em>path pair</em> is a pair of one person's records that are connected through identifier
 * values really shared by records of that person. No rule based on identifiers can find the other
 * pairs, so recall over path pairs is what a rule is responsible for.
 *
 * @param records how many records were compared; a record without customer counts as a customer of
 *     its own
 * @param people how many people they belong to
 * @param customers how many customers they were resolved to
 * @param predictedPairs pairs with the same customer
 * @param correctPairs predicted pairs with the same person
 * @param truePairs pairs with the same person
 * @param pathPairs pairs with the same person and path
 * @param foundPathPairs predicted pairs with the same person and path
 */
public record ResolutionQuality(
    long records,
    long people,
    long customers,
    long predictedPairs,
    long correctPairs,
    long truePairs,
    long pathPairs,
    long foundPathPairs) {

  /** People are numbered below this: 2^28, so that customer, person and path fit a long. */
  public static final int PERSONS_MAX = 1 << 28;

  /** Paths of a person are numbered below this. */
  public static final int PATHS_MAX = 8;

  private static final int PATH_BITS = 3;
  private static final int PERSON_BITS = 28;

  /**
   * Compares by grouping: two sorts, never all pairs.
   *
   * @param persons the person of each record, 0 to {@link #PERSONS_MAX} − 1
   * @param paths the path of each record within its person, 0 to {@link #PATHS_MAX} − 1
   * @param customers the customer of each record; negative if it has none
   * @throws IllegalArgumentException if the lengths differ or a number is out of bounds
   */
  public static ResolutionQuality measure(int[] persons, byte[] paths, int[] customers) {
    int records = persons.length;
    if (paths.length != records || customers.length != records) {
      throw new IllegalArgumentException("one person, path and customer for each record");
    }
    long[] truth = new long[records];
    long[] resolved = new long[records];
    int count = 0;
    for (int i = 0; i < records; i++) {
      truth[i] = key(persons[i], paths[i]);
      if (customers[i] >= 0) {
        resolved[count++] = (long) customers[i] << (PERSON_BITS + PATH_BITS) | truth[i];
      }
    }
    Arrays.sort(truth);
    Arrays.sort(resolved, 0, count);
    Groups people = Groups.of(truth, records, PATH_BITS);
    Groups connected = Groups.of(truth, records, 0);
    Groups customerGroups = Groups.of(resolved, count, PERSON_BITS + PATH_BITS);
    return new ResolutionQuality(
        records,
        people.count(),
        customerGroups.count() + records - count,
        customerGroups.pairs(),
        Groups.of(resolved, count, PATH_BITS).pairs(),
        people.pairs(),
        connected.pairs(),
        Groups.of(resolved, count, 0).pairs());
  }

  private static long key(int person, byte path) {
    if (person < 0 || person >= PERSONS_MAX || path < 0 || path >= PATHS_MAX) {
      throw new IllegalArgumentException("person " + person + ", path " + path);
    }
    return (long) person << PATH_BITS | path;
  }

  /** The share of predicted pairs that are right; 1 if nothing is predicted. */
  public double precision() {
    return share(correctPairs, predictedPairs);
  }

  /** The share of all pairs of one person that were found. */
  public double recall() {
    return share(correctPairs, truePairs);
  }

  /** The share of pairs connected through identifiers that were found. */
  public double pathRecall() {
    return share(foundPathPairs, pathPairs);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  /** How many runs of equal keys there are, and how many pairs lie within them. */
  private record Groups(long count, long pairs) {

    /** Keys are sorted; their lowest {@code ignoredBits} are not compared. */
    static Groups of(long[] sorted, int length, int ignoredBits) {
      long groups = 0;
      long pairs = 0;
      int start = 0;
      for (int i = 1; i <= length; i++) {
        if (i == length || sorted[i] >>> ignoredBits != sorted[start] >>> ignoredBits) {
          long size = (long) i - start;
          groups++;
          pairs += size * (size - 1) / 2;
          start = i;
        }
      }
      return new Groups(groups, pairs);
    }
  }
}
