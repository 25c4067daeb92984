package io.quanyu.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.SegmentCondition.InSegment;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/** The plan over bitmaps and the direct evaluation of each customer say the same. */
class SegmentEvaluatorPropertyTests {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void plansAgreeWithEachCustomerEvaluatedAlone(long seed) {
    var random = new Random(seed);
    var generator = new GeneratedSegments(random);
    var customers = generator.customers(200);
    var evaluator = new SegmentEvaluator(new DirectLeaves(customers, random));
    var memory = new MemoryEvaluator(GeneratedSegments.AS_OF);
    var within = new RoaringBitmap();
    customers.stream().filter(_ -> random.nextInt(10) > 0).forEach(c -> within.add(c.customerNo()));

    for (int i = 0; i < 300; i++) {
      var condition = generator.condition(5);
      var expected = new RoaringBitmap();
      customers.stream()
          .filter(c -> within.contains(c.customerNo()) && memory.matches(condition, c))
          .forEach(c -> expected.add(c.customerNo()));

      var plan = SegmentCompiler.compile(condition);
      assertThat(evaluator.evaluate(plan, within)).as("%s", condition).isEqualTo(expected);

      var counted = evaluator.count(condition, within);
      assertThat(counted.nodes().getFirst().path()).isEqualTo(SegmentEvaluator.ROOT_PATH);
      assertThat(counted.customers()).as("%s", condition).isEqualTo(expected);

      int one = random.nextInt(customers.size());
      assertThat(evaluator.evaluate(plan, RoaringBitmap.bitmapOf(one)).contains(one))
          .isEqualTo(memory.matches(condition, customers.get(one)));
    }
  }

  /** Leaves found by asking each customer; sizes known or not at random: they must not matter. */
  private record DirectLeaves(List<GeneratedSegments.Customer> customers, Random random)
      implements LeafSource {

    @Override
    public RoaringBitmap find(LeafQuery query) {
      var matches = matcher(query);
      var found = new RoaringBitmap();
      customers.stream().filter(matches).forEach(c -> found.add(c.customerNo()));
      found.add(1_000_000); // a customer who no longer exists
      return found;
    }

    @Override
    public OptionalLong knownSize(LeafQuery query) {
      return random.nextBoolean()
          ? OptionalLong.empty()
          : OptionalLong.of(find(query).getLongCardinality());
    }

    private static Predicate<GeneratedSegments.Customer> matcher(LeafQuery query) {
      var memory = new MemoryEvaluator(GeneratedSegments.AS_OF);
      return switch (query) {
        case LeafQuery.TagValue(var tag, var value) -> c -> c.tagValues(tag).contains(value);
        case LeafQuery.AttributeMatches(var attribute, var operator, var values) ->
            c -> memory.matches(new SegmentCondition.HasAttribute(attribute, operator, values), c);
        case LeafQuery.MetricInRange(var metric, var currency, var range, var isOutside) ->
            c -> c.metric(metric, currency).filter(v -> range.contains(v) != isOutside).isPresent();
        case LeafQuery.BehaviourInRange behaviour -> c -> matches(behaviour, c);
        case LeafQuery.MemberOf(var id) -> c -> memory.matches(new InSegment(id), c);
      };
    }

    private static boolean matches(
        LeafQuery.BehaviourInRange query, GeneratedSegments.Customer customer) {
      var counting =
          customer.events().stream()
              .filter(e -> e.event().equals(query.event()))
              .filter(e -> query.currency() == null || query.currency().equals(e.currency()))
              .filter(e -> query.window().contains(e.at(), GeneratedSegments.AS_OF))
              .toList();
      if (counting.isEmpty()) {
        return false;
      }
      var property = query.property() == null ? "" : query.property();
      var numbers = counting.stream().flatMap(e -> e.number(property).stream()).toList();
      var sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      var isInside =
          switch (query.measure()) {
            case COUNT -> query.range().contains(BigDecimal.valueOf(counting.size()));
            case SUM -> query.range().contains(sum);
            case AVERAGE ->
                !numbers.isEmpty() && query.range().containsAverage(sum, numbers.size());
            case DISTINCT ->
                query
                    .range()
                    .contains(
                        BigDecimal.valueOf(
                            counting.stream()
                                .flatMap(e -> e.values(property).stream())
                                .distinct()
                                .count()));
          };
      return isInside != query.isOutside();
    }
  }
}
