package io.quanyu.core.segment;

import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasAttribute;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.InSegment;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Decides one customer from plain facts: the meaning of a condition, written as directly as
 * possible. {@link SegmentEvaluator} and the SQL behind its leaves must give the same answer.
 */
public final class MemoryEvaluator {

  private final Instant asOf;

  /**
   * @param asOf the moment that windows and days are counted back from
   */
  public MemoryEvaluator(Instant asOf) {
    this.asOf = asOf;
  }

  /** Whether the customer satisfies the condition. */
  public boolean matches(SegmentCondition condition, CustomerFacts customer) {
    return switch (condition) {
      case AllOf(var conditions) -> conditions.stream().allMatch(c -> matches(c, customer));
      case AnyOf(var conditions) -> conditions.stream().anyMatch(c -> matches(c, customer));
      case Not(var inner) -> !matches(inner, customer);
      case HasTag(var tag, var values) ->
          values.stream().anyMatch(customer.tagValues(tag)::contains);
      case HasAttribute attribute -> matchesAttribute(attribute, customer);
      case HasMetric metric -> matchesMetric(metric, customer);
      case Performed performed -> matchesBehaviour(performed, customer);
      case InSegment(var id) -> customer.isIn(id);
    };
  }

  private static boolean matchesAttribute(HasAttribute condition, CustomerFacts customer) {
    var value = customer.attribute(condition.attribute());
    return switch (condition.operator()) {
      case EXISTS -> value.isPresent();
      case IS -> value.filter(condition.values()::contains).isPresent();
      case IS_NOT -> value.filter(condition.values()::contains).isEmpty();
      case AT_LEAST, AT_MOST, BETWEEN -> {
        var bounds = AttributeBounds.of(condition.operator(), condition.values());
        yield value.filter(bounds::contain).isPresent();
      }
    };
  }

  private static boolean matchesMetric(HasMetric condition, CustomerFacts customer) {
    var value = customer.metric(condition.metric(), condition.currency());
    if (value.isEmpty() && condition.metric().isZeroWhenAbsent()) {
      return condition.range().contains(BigDecimal.ZERO);
    }
    return value.filter(condition.range()::contains).isPresent();
  }

  private boolean matchesBehaviour(Performed condition, CustomerFacts customer) {
    var counting = EventFact.counting(customer.events(), condition, asOf);
    var range = condition.range();
    if (condition.measure() == Measure.COUNT) {
      return range.contains(BigDecimal.valueOf(counting.size()));
    }
    var property = condition.property();
    if (property == null) {
      throw new IllegalStateException("only count has no property: " + condition);
    }
    if (condition.measure() == Measure.DISTINCT) {
      long values = counting.stream().flatMap(e -> e.values(property).stream()).distinct().count();
      return range.contains(BigDecimal.valueOf(values));
    }
    var numbers = counting.stream().flatMap(e -> e.number(property).stream()).toList();
    var sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return condition.measure() == Measure.SUM
        ? range.contains(sum)
        : !numbers.isEmpty() && range.containsAverage(sum, numbers.size());
  }
}
