package io.quanyu.bench.segment;

import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.Not;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conditions as operators build them: 5 to 10 tags in groups of all, any and none. */
final class SegmentQuestions {

  private final Random random;
  private final int tags;

  SegmentQuestions(int tags, long seed) {
    this.tags = tags;
    this.random = new Random(seed);
  }

  List<SegmentCondition> next(int count) {
    return IntStream.range(0, count).mapToObj(_ -> next()).toList();
  }

  /** Some tags required, a group of alternatives, some excluded; sometimes the other way round. */
  private SegmentCondition next() {
    int size = 5 + random.nextInt(6);
    var leaves = new ArrayList<SegmentCondition>();
    while (leaves.size() < size) {
      var leaf = new HasTag("t" + (1 + random.nextInt(tags)), List.of("yes"));
      if (!leaves.contains(leaf)) {
        leaves.add(leaf);
      }
    }
    Collections.shuffle(leaves, random);
    int alternatives = 2 + random.nextInt(size - 3);
    var anyOf = new AnyOf(leaves.subList(0, alternatives));
    var rest = new ArrayList<SegmentCondition>();
    for (var leaf : leaves.subList(alternatives, size)) {
      rest.add(random.nextInt(3) == 0 ? new Not(leaf) : leaf);
    }
    if (random.nextInt(4) == 0) {
      var parts = new ArrayList<SegmentCondition>(List.of(new AllOf(rest)));
      parts.addAll(leaves.subList(0, alternatives));
      return new AnyOf(parts);
    }
    rest.add(anyOf);
    return new AllOf(rest);
  }

  /** The condition over a table with one boolean column a tag. */
  static String sql(SegmentCondition condition) {
    return switch (condition) {
      case AllOf(var conditions) -> join(conditions, " and ");
      case AnyOf(var conditions) -> join(conditions, " or ");
      case Not(var inner) -> "not " + sql(inner);
      case HasTag(var tag, var _) -> tag;
      case SegmentCondition.HasAttribute _,
          SegmentCondition.HasMetric _,
          SegmentCondition.Performed _,
          SegmentCondition.InSegment _ ->
          throw new IllegalArgumentException("this bench asks for tags only: " + condition);
    };
  }

  private static String join(List<SegmentCondition> conditions, String operator) {
    return conditions.stream()
        .map(SegmentQuestions::sql)
        .collect(Collectors.joining(operator, "(", ")"));
  }
}
