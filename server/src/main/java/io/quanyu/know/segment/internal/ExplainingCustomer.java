package io.quanyu.know.segment.internal;

import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.Metric;
import io.quanyu.core.segment.SegmentCompiler;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasAttribute;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.InSegment;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.core.segment.SegmentEvaluator;
import io.quanyu.core.segment.SegmentPlan;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.segment.Segment;
import io.quanyu.know.segment.SegmentExplanation;
import io.quanyu.know.segment.SegmentProblem;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.know.segment.spi.CustomerDirectory;
import io.quanyu.know.tag.CarriedTag;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.web.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Why is she in? Whether each part of the condition holds is decided by the same sets that make the
 * segment; the values beside it are read from the facts of the one customer.
 */
@Component
public class ExplainingCustomer {

  private final EvaluatingSegments evaluating;
  private final SegmentStore store;
  private final Tags tags;
  private final Metrics metrics;
  private final ObjectProvider<CustomerDirectory> directory;
  private final ObjectProvider<AttributeSource> attributes;
  private final ObjectProvider<BehaviourSource> behaviour;

  public ExplainingCustomer(
      EvaluatingSegments evaluating,
      SegmentStore store,
      Tags tags,
      Metrics metrics,
      ObjectProvider<CustomerDirectory> directory,
      ObjectProvider<AttributeSource> attributes,
      ObjectProvider<BehaviourSource> behaviour) {
    this.evaluating = evaluating;
    this.store = store;
    this.tags = tags;
    this.metrics = metrics;
    this.directory = directory;
    this.attributes = attributes;
    this.behaviour = behaviour;
  }

  public SegmentExplanation explain(SegmentCondition condition, UUID customerId) {
    int customerNo =
        directory
            .getObject()
            .customerNo(customerId)
            .orElseThrow(() ->
                new ProblemException(
                    SegmentProblem.CUSTOMER_NOT_FOUND,
                    "No customer has the id " + customerId + "; it may be merged."));
    var evaluation = evaluating.start();
    var byPath = new HashMap<String, SegmentCondition>();
    collect(condition, SegmentEvaluator.ROOT_PATH, byPath);
    var nodes = new ArrayList<SegmentExplanation.Node>();
    for (var node : evaluation.count(condition, customerNo).nodes()) {
      var part = byPath.getOrDefault(node.path(), condition);
      nodes.add(
          new SegmentExplanation.Node(
              node.path(),
              node.customers() == 1,
              actual(part, customerNo, evaluation.asOf()).orElse(null),
              expected(part).orElse(null)));
    }
    return new SegmentExplanation(nodes.getFirst().matches(), nodes);
  }

  private static void collect(
      SegmentCondition condition, String path, Map<String, SegmentCondition> byPath) {
    byPath.put(path, condition);
    var children = SegmentCondition.children(condition);
    for (int i = 0; i < children.size(); i++) {
      collect(children.get(i), path + "." + i, byPath);
    }
  }

  private Optional<String> actual(SegmentCondition condition, int customerNo, Instant asOf) {
    return switch (condition) {
      case AllOf _, AnyOf _, Not _ -> Optional.empty();
      case HasTag(var tag, var _) ->
          some(
              tags.carriedBy(customerNo).stream()
                  .filter(carried -> carried.tag().equals(tag))
                  .map(CarriedTag::value)
                  .toList());
      case HasAttribute(var attribute, var _, var _) ->
          attributes.getObject().value(customerNo, attribute);
      case HasMetric metric -> metricValue(metric, customerNo, asOf);
      case Performed performed -> measured(performed, customerNo, asOf);
      case InSegment(var id) -> store.find(id).map(Segment::name);
    };
  }

  private static Optional<String> expected(SegmentCondition condition) {
    return switch (condition) {
      case AllOf _, AnyOf _, Not _, InSegment _ -> Optional.empty();
      case HasTag(var _, var values) -> some(values);
      case HasAttribute(var _, var operator, var values) ->
          switch (operator) {
            case IS -> some(values);
            case IS_NOT -> some(values).map(text -> "≠ " + text);
            case AT_LEAST -> some(values).map(text -> "≥ " + text);
            case AT_MOST -> some(values).map(text -> "≤ " + text);
            case BETWEEN -> Optional.of(values.getFirst() + " – " + values.getLast());
            case EXISTS -> Optional.empty();
          };
      case HasMetric metric -> Optional.of(range(metric.min(), metric.max()));
      case Performed performed -> Optional.of(range(performed.min(), performed.max()));
    };
  }

  private Optional<String> metricValue(HasMetric condition, int customerNo, Instant asOf) {
    var ofCurrency =
        metrics.of(customerNo).stream()
            .filter(m -> condition.currency() == null || m.currency().equals(condition.currency()))
            .toList();
    var value =
        condition.currency() == null
            ? overAll(condition.metric(), ofCurrency, asOf)
            : ofCurrency.stream()
                .flatMap(m -> m.value(condition.metric(), asOf).stream())
                .findAny();
    return value
        .or(() ->
            condition.metric().isZeroWhenAbsent() ? Optional.of(BigDecimal.ZERO) : Optional.empty())
        .map(BigDecimal::toPlainString);
  }

  private static Optional<BigDecimal> overAll(
      Metric metric, List<CustomerMetrics> rows, Instant asOf) {
    return rows.stream().flatMap(row -> row.value(metric, asOf).stream()).reduce(metric::together);
  }

  private Optional<String> measured(Performed condition, int customerNo, Instant asOf) {
    return query(SegmentCompiler.compile(condition))
        .flatMap(query -> behaviour.getObject().measure(query, customerNo, asOf))
        .map(value -> value.stripTrailingZeros().toPlainString());
  }

  /** The question behind a single behaviour condition, whichever way round it is asked. */
  private static Optional<BehaviourInRange> query(SegmentPlan plan) {
    return switch (plan) {
      case SegmentPlan.Leaf(BehaviourInRange query) -> Optional.of(query);
      case SegmentPlan.Leaf _, SegmentPlan.Union _ -> Optional.empty();
      case SegmentPlan.Intersection(var _, var excluded) ->
          excluded.isEmpty() ? Optional.empty() : query(excluded.getFirst());
    };
  }

  private static String range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
    if (min == null) {
      return max == null ? "" : "≤ " + max.toPlainString();
    }
    if (max == null) {
      return "≥ " + min.toPlainString();
    }
    return min.compareTo(max) == 0
        ? "= " + min.toPlainString()
        : min.toPlainString() + " – " + max.toPlainString();
  }

  private static Optional<String> some(List<String> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.stream().collect(Collectors.joining(", ")));
  }
}
