package io.quanyu.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.LeafQuery.TagValue;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.Not;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sets of every shape, from nobody to everyone in a block of 65,536 numbers, and customers with
 * gaps between them: evaluated block by block, every customer is where he is when he is evaluated
 * alone.
 */
class SegmentBlocksPropertyTests {

  private static final int BLOCK = 1 << 16;
  private static final int TAGS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void blocksOfEveryShapeAgreeWithEachCustomerEvaluatedAlone(long seed) {
    var random = new Random(seed);
    check(random, List.of(0, 1 + random.nextInt(3), 5), BLOCK, 12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void manyBlocksSharedAmongProcessorsAgreeWithEachCustomerEvaluatedAlone(long seed) {
    var random = new Random(seed);
    var blocks = random.ints(0, 400).distinct().limit(100).sorted().boxed().toList();
    check(random, blocks, 300, 20);
  }

  /**
   * @param blocks where customers may be
   * @param span numbers of a block that are used
   */
  private static void check(Random random, List<Integer> blocks, int span, int conditions) {
    var tags = new HashMap<String, RoaringBitmap>();
    for (int tag = 0; tag < TAGS; tag++) {
      tags.put("t" + tag, customers(random, blocks, span));
    }
    var within = random.nextBoolean() ? customers(random, blocks, span) : everyone(blocks, span);
    var evaluator = new SegmentEvaluator(new Leaves(tags, random));
    var memory = new MemoryEvaluator(GeneratedSegments.AS_OF);
    var tagsBefore = new HashMap<String, RoaringBitmap>();
    tags.forEach((tag, set) -> tagsBefore.put(tag, set.clone()));
    var withinBefore = within.clone();

    for (int i = 0; i < conditions; i++) {
      var condition = condition(random, 2 + random.nextInt(3));
      var expected = new RoaringBitmap();
      for (int no : within) {
        if (memory.matches(condition, new Tagged(no, tags))) {
          expected.add(no);
        }
      }
      var found = evaluator.evaluate(SegmentCompiler.compile(condition), within);
      assertThat(found).as("%s", condition).isEqualTo(expected);
      assertThat(found.validate()).as("in the shape that can be stored: %s", condition).isTrue();

      var counted = evaluator.count(condition, within);
      assertThat(counted.customers()).as("%s", condition).isEqualTo(expected);
      assertThat(counted.customers().validate()).as("%s", condition).isTrue();
      assertThat(counted.nodes())
          .isEqualTo(sizes(evaluator, condition, SegmentEvaluator.ROOT_PATH, within));

      // Results are the caller's: no other set may change with them.
      found.flip(0L, 401L * BLOCK);
      counted.customers().flip(0L, 401L * BLOCK);
      assertThat(within).isEqualTo(withinBefore);
      assertThat(tags).isEqualTo(tagsBefore);
    }
  }

  /** Every node evaluated alone. */
  private static List<SegmentEvaluator.NodeSize> sizes(
      SegmentEvaluator evaluator, SegmentCondition condition, String path, RoaringBitmap within) {
    var sizes = new ArrayList<SegmentEvaluator.NodeSize>();
    var alone = evaluator.evaluate(SegmentCompiler.compile(condition), within);
    sizes.add(new SegmentEvaluator.NodeSize(path, alone.getLongCardinality()));
    var below = SegmentCondition.children(condition);
    for (int i = 0; i < below.size(); i++) {
      sizes.addAll(sizes(evaluator, below.get(i), path + "." + i, within));
    }
    return sizes;
  }

  private static RoaringBitmap everyone(List<Integer> blocks, int span) {
    var set = new RoaringBitmap();
    blocks.forEach(block -> set.add((long) block * BLOCK, (long) block * BLOCK + span));
    return set;
  }

  /** In each block nobody, a few, some, many, a range or everyone. */
  private static RoaringBitmap customers(Random random, List<Integer> blocks, int span) {
    var set = new RoaringBitmap();
    for (int block : blocks) {
      int first = block * BLOCK;
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> random.ints(30, 0, span).forEach(no -> set.add(first + no));
        case 2 -> random.ints(1 + span / 32, 0, span).forEach(no -> set.add(first + no));
        case 3 -> random.ints(span, 0, span).forEach(no -> set.add(first + no));
        case 4 -> set.add((long) first, (long) first + 1 + random.nextInt(span));
        default -> set.add((long) first, (long) first + span);
      }
    }
    if (random.nextBoolean()) {
      set.runOptimize();
    }
    return set;
  }

  private static SegmentCondition condition(Random random, int depth) {
    if (depth > 1 && random.nextInt(4) > 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new AllOf(conditions(random, depth - 1));
        case 1 -> new AnyOf(conditions(random, depth - 1));
        default -> new Not(condition(random, depth - 1));
      };
    }
    return new HasTag("t" + random.nextInt(TAGS), List.of("yes"));
  }

  private static List<SegmentCondition> conditions(Random random, int depth) {
    var conditions = new ArrayList<SegmentCondition>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      conditions.add(condition(random, depth));
    }
    return conditions;
  }

  /** Most sets are in memory, some need a query; that must not matter. */
  private record Leaves(Map<String, RoaringBitmap> tags, Random random) implements LeafSource {

    @Override
    public RoaringBitmap find(LeafQuery query) {
      return tags.getOrDefault(((TagValue) query).tag(), new RoaringBitmap());
    }

    @Override
    public OptionalLong knownSize(LeafQuery query) {
      return random.nextInt(8) == 0
          ? OptionalLong.empty()
          : OptionalLong.of(find(query).getLongCardinality());
    }
  }

  private record Tagged(int customerNo, Map<String, RoaringBitmap> tags) implements CustomerFacts {

    @Override
    public Set<String> tagValues(String tag) {
      return tags.getOrDefault(tag, new RoaringBitmap()).contains(customerNo)
          ? Set.of("yes")
          : Set.of();
    }

    @Override
    public Optional<String> attribute(String attribute) {
      return Optional.empty();
    }

    @Override
    public Optional<BigDecimal> metric(Metric metric, @Nullable String currency) {
      return Optional.empty();
    }

    @Override
    public List<EventFact> events() {
      return List.of();
    }

    @Override
    public boolean isIn(UUID segmentId) {
      return false;
    }
  }
}
