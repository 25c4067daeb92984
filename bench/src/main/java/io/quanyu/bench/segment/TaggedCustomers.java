package io.quanyu.bench.segment;

import io.quanyu.core.segment.TagIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Customers with tags whose sizes follow a power law, defined by arithmetic that Java and SQL do
 * alike, so that both sides hold the same memberships without moving billions of cells.
 *
 * <p>Customer {@code i} has tag {@code t} if {@code (i · factor + offset) mod 2^31 < threshold}.
 * Factors are random, odd and large, so members are spread evenly over all numbers: the worst case
 * for bitmaps, which profit from any order in the data.
 */
final class TaggedCustomers {

  /** Average tags a customer: 385 million memberships over 20 million customers. */
  private static final double TAGS_PER_CUSTOMER = 19.25;

  private static final double SKEW = 0.9;
  private static final double SHARE_MAX = 0.9;
  private static final long MASK = (1L << 31) - 1;

  /** One tag value. {@code i * factor + offset} stays within 63 bits. */
  record TagRule(String name, long factor, long offset, long threshold) {
    boolean holds(int customerNo) {
      return ((customerNo * factor + offset) & MASK) < threshold;
    }

    String sql() {
      return "((i * %d + %d) & %d) < %d".formatted(factor, offset, MASK, threshold);
    }
  }

  final int customers;
  final List<TagRule> rules;

  TaggedCustomers(int customers, int tags, long seed) {
    this.customers = customers;
    var random = new Random(seed);
    double scale = scale(tags);
    var rules = new ArrayList<TagRule>();
    for (int k = 1; k <= tags; k++) {
      rules.add(
          new TagRule(
              "t" + k,
              random.nextLong(1L << 30, MASK) | 1,
              random.nextLong(MASK),
              Math.round(share(scale, k) * MASK)));
    }
    this.rules = List.copyOf(rules);
  }

  /** All tags, built as the server builds them. */
  TagIndex index() {
    var index = TagIndex.EMPTY;
    var built =
        rules.parallelStream()
            .collect(Collectors.toMap(TagRule::name, rule -> Map.of("yes", members(rule))));
    for (var entry : built.entrySet()) {
      index = index.with(entry.getKey(), entry.getValue());
    }
    return index;
  }

  private RoaringBitmap members(TagRule rule) {
    RoaringBitmapWriter<RoaringBitmap> writer = RoaringBitmapWriter.writer().get();
    for (int no = 0; no < customers; no++) {
      if (rule.holds(no)) {
        writer.add(no);
      }
    }
    return writer.get();
  }

  private static double share(double scale, int k) {
    return Math.min(SHARE_MAX, scale * Math.pow(k, -SKEW));
  }

  /** The factor of the power law at which customers have the wanted number of tags. */
  private static double scale(int tags) {
    double low = 0;
    double high = tags;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double sum = IntStream.rangeClosed(1, tags).mapToDouble(k -> share(middle, k)).sum();
      if (sum < TAGS_PER_CUSTOMER) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
