package io.quanyu.core.segment;

import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.LeafQuery.MemberOf;
import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.core.segment.LeafQuery.TagValue;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasAttribute;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.InSegment;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.core.segment.SegmentPlan.Intersection;
import io.quanyu.core.segment.SegmentPlan.Leaf;
import io.quanyu.core.segment.SegmentPlan.Union;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a condition into a plan.
 *
 * <p>Nested groups of one kind become one, repeated parts are kept once, negations become
 * exclusions of the group around them. A range that contains zero is asked the other way round: "at
 * most 2 orders" is everyone except those with orders outside the range, because customers who did
 * nothing appear in no table.
 */
public final class SegmentCompiler {

  private SegmentCompiler() {}

  /** The plan of a condition that passed {@link SegmentLimits#check}. */
  public static SegmentPlan compile(SegmentCondition condition) {
    return switch (condition) {
      case AllOf(var conditions) -> intersection(conditions);
      case AnyOf(var conditions) -> union(conditions);
      case Not(var inner) -> complement(compile(inner));
      case HasTag(var tag, var values) -> anyValue(tag, values);
      case HasAttribute attribute -> attribute(attribute);
      case HasMetric metric -> metric(metric);
      case Performed performed -> performed(performed);
      case InSegment(var id) -> new Leaf(new MemberOf(id));
    };
  }

  private static SegmentPlan intersection(List<SegmentCondition> conditions) {
    Set<SegmentPlan> required = new LinkedHashSet<>();
    Set<SegmentPlan> excluded = new LinkedHashSet<>();
    for (var condition : conditions) {
      if (compile(condition) instanceof Intersection(var innerRequired, var innerExcluded)) {
        required.addAll(innerRequired);
        excluded.addAll(innerExcluded);
      } else {
        required.add(compile(condition));
      }
    }
    if (excluded.isEmpty() && required.size() == 1) {
      return required.iterator().next();
    }
    return new Intersection(List.copyOf(required), List.copyOf(excluded));
  }

  private static SegmentPlan union(List<SegmentCondition> conditions) {
    Set<SegmentPlan> parts = new LinkedHashSet<>();
    for (var condition : conditions) {
      if (compile(condition) instanceof Union(var inner)) {
        parts.addAll(inner);
      } else {
        parts.add(compile(condition));
      }
    }
    return parts.size() == 1 ? parts.iterator().next() : new Union(List.copyOf(parts));
  }

  private static SegmentPlan anyValue(String tag, List<String> values) {
    var parts = new ArrayList<SegmentPlan>();
    values.forEach(value -> parts.add(new Leaf(new TagValue(tag, value))));
    return parts.size() == 1 ? parts.getFirst() : new Union(parts);
  }

  private static SegmentPlan attribute(HasAttribute condition) {
    if (condition.operator() == AttributeOperator.IS_NOT) {
      return complement(
          new Leaf(
              new AttributeMatches(
                  condition.attribute(), AttributeOperator.IS, sorted(condition.values()))));
    }
    // The order of alternatives means nothing and must not miss the cache; that of bounds does.
    var values =
        condition.operator() == AttributeOperator.IS
            ? sorted(condition.values())
            : condition.values();
    return new Leaf(new AttributeMatches(condition.attribute(), condition.operator(), values));
  }

  private static SegmentPlan metric(HasMetric condition) {
    var isZeroIncluded =
        condition.metric().isZeroWhenAbsent() && condition.range().contains(BigDecimal.ZERO);
    var leaf =
        new Leaf(
            new MetricInRange(
                condition.metric(), condition.currency(), condition.range(), isZeroIncluded));
    return isZeroIncluded ? complement(leaf) : leaf;
  }

  private static SegmentPlan performed(Performed condition) {
    var isZeroIncluded =
        condition.measure().isZeroWhenAbsent() && condition.range().contains(BigDecimal.ZERO);
    var leaf =
        new Leaf(
            new BehaviourInRange(
                condition.event(),
                condition.measure(),
                condition.property(),
                condition.currency(),
                condition.window(),
                condition.range(),
                isZeroIncluded));
    return isZeroIncluded ? complement(leaf) : leaf;
  }

  private static SegmentPlan complement(SegmentPlan plan) {
    return switch (plan) {
      case Intersection(var required, var excluded)
          when required.isEmpty() && excluded.size() == 1 ->
          excluded.getFirst(); // not not
      case Union(var parts) -> new Intersection(List.of(), parts);
      case Leaf _, Intersection _ -> new Intersection(List.of(), List.of(plan));
    };
  }

  private static List<String> sorted(List<String> values) {
    return values.stream().sorted().toList();
  }
}
