package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer must satisfy to be in a segment. Evaluated over bitmaps and SQL, and in memory
 * for one customer; both must agree.
 *
 * <p>Every record is complete and meaningful by construction: the constructor is the only gate that
 * JSON passes, so it refuses what the evaluators could not give a meaning.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(SegmentCondition.AllOf.class),
  @JsonSubTypes.Type(SegmentCondition.AnyOf.class),
  @JsonSubTypes.Type(SegmentCondition.Not.class),
  @JsonSubTypes.Type(SegmentCondition.HasTag.class),
  @JsonSubTypes.Type(SegmentCondition.HasAttribute.class),
  @JsonSubTypes.Type(SegmentCondition.HasMetric.class),
  @JsonSubTypes.Type(SegmentCondition.Performed.class),
  @JsonSubTypes.Type(SegmentCondition.InSegment.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SegmentCondition {

  /**
   * All conditions hold. Never empty: an empty group is a mistake in the editor, not "everyone".
   */
  @JsonTypeName("all_of")
  record AllOf(List<SegmentCondition> conditions) implements SegmentCondition {
    public AllOf {
      conditions = groupOf("all_of", conditions);
    }
  }

  /** At least one condition holds. Never empty. */
  @JsonTypeName("any_of")
  record AnyOf(List<SegmentCondition> conditions) implements SegmentCondition {
    public AnyOf {
      conditions = groupOf("any_of", conditions);
    }
  }

  /** The condition does not hold; customers of whom nothing is known are included. */
  @JsonTypeName("not")
  record Not(SegmentCondition condition) implements SegmentCondition {
    public Not {
      require(condition != null, "not needs a condition");
    }
  }

  /** The customer carries at least one of {@code values} of {@code tag}. */
  @JsonTypeName("tag")
  record HasTag(String tag, List<String> values) implements SegmentCondition {
    public HasTag {
      tag = nameOf("tag", tag);
      values = valuesOf("tag", values);
      require(!values.isEmpty(), "tag needs at least one value");
    }
  }

  /**
   * The customer's attribute compares as asked.
   *
   * <p>{@code is} and {@code is_not} compare text exactly with each of {@code values}; the others
   * compare numbers, or days when the bounds are ISO dates. A value that is not of the bound's kind
   * never matches. {@code is_not} includes customers without the attribute.
   */
  @JsonTypeName("attribute")
  record HasAttribute(String attribute, AttributeOperator operator, List<String> values)
      implements SegmentCondition {
    public HasAttribute {
      attribute = nameOf("attribute", attribute);
      require(operator != null, "attribute needs an operator");
      values = operator == AttributeOperator.EXISTS && values == null ? List.of() : values;
      values = valuesOf("attribute", values);
      operator.check(values);
    }
  }

  /**
   * The customer's metric lies in a range. A customer who never bought has zero orders, units and
   * revenue, but no average order and no days since an order.
   *
   * @param currency the currency whose orders count; null sums over all, which money metrics refuse
   * @param min lowest value that matches, in the metric's unit (money: minor units); inclusive
   * @param max highest value that matches, inclusive
   */
  @JsonTypeName("metric")
  record HasMetric(
      Metric metric,
      @Nullable String currency,
      RangeOperator operator,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max)
      implements SegmentCondition {
    public HasMetric {
      require(metric != null, "metric needs a metric");
      require(operator != null, "metric needs an operator");
      currency = currencyOf("metric", currency);
      require(
          metric.unit() != Metric.Unit.MONEY || currency != null,
          "a money metric needs a currency: amounts of different currencies do not add up");
      var range = operator.range(min, max);
      min = range.min();
      max = range.max();
    }

    /** The values that match. */
    NumberRange range() {
      return new NumberRange(min, max);
    }
  }

  /**
   * What the customer did within a window, measured, lies in a range. {@code purchase} is the
   * built-in event: one for each sale order. A customer who did nothing measures zero, except that
   * the average of nothing does not exist.
   *
   * @param property what is summed, averaged or counted distinctly; null only when counting events
   * @param currency only events in this currency count; null counts all
   */
  @JsonTypeName("performed")
  record Performed(
      String event,
      Measure measure,
      @Nullable String property,
      @Nullable String currency,
      RangeOperator operator,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      TimeWindow window)
      implements SegmentCondition {

    /** The event that stands for a sale order. */
    public static final String PURCHASE = "purchase";

    public Performed {
      event = nameOf("event", event);
      require(measure != null, "performed needs a measure");
      require(operator != null, "performed needs an operator");
      require(window != null, "performed needs a window");
      require(
          (measure == Measure.COUNT) == (property == null),
          "count takes no property; sum, average and distinct need one");
      property = property == null ? null : nameOf("property", property);
      currency = currencyOf("performed", currency);
      require(
          !(event.equals(PURCHASE) && "revenue".equals(property)) || currency != null,
          "revenue of purchases needs a currency: amounts of different currencies do not add up");
      var range = operator.range(min, max);
      min = range.min();
      max = range.max();
    }

    /** The measured values that match. */
    NumberRange range() {
      return new NumberRange(min, max);
    }
  }

  /** The customer is in another saved segment. References never form a cycle. */
  @JsonTypeName("in_segment")
  record InSegment(UUID segmentId) implements SegmentCondition {
    public InSegment {
      require(segmentId != null, "in_segment needs a segment");
    }
  }

  /** The conditions directly below this one, in the order the operator sees them. */
  static List<SegmentCondition> children(SegmentCondition condition) {
    return switch (condition) {
      case AllOf(var conditions) -> conditions;
      case AnyOf(var conditions) -> conditions;
      case Not(var inner) -> List.of(inner);
      case HasTag _, HasAttribute _, HasMetric _, Performed _, InSegment _ -> List.of();
    };
  }

  private static List<SegmentCondition> groupOf(
      String type, @Nullable List<SegmentCondition> conditions) {
    if (conditions == null || conditions.isEmpty()) {
      throw new InvalidConditionException(type + " needs at least one condition");
    }
    require(conditions.stream().allMatch(c -> c != null), type + " holds an empty condition");
    return List.copyOf(conditions);
  }

  private static String nameOf(String what, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new InvalidConditionException(what + " needs a name");
    }
    require(name.length() <= SegmentLimits.NAME_LENGTH_MAX, what + " has too long a name");
    return name;
  }

  private static List<String> valuesOf(String what, @Nullable List<String> values) {
    if (values == null) {
      throw new InvalidConditionException(what + " needs values");
    }
    require(values.size() <= SegmentLimits.VALUES_MAX, what + " lists too many values");
    for (var value : values) {
      require(
          value != null && value.length() <= SegmentLimits.NAME_LENGTH_MAX,
          what + " holds an empty or too long value");
    }
    return values.stream().distinct().toList();
  }

  private static @Nullable String currencyOf(String what, @Nullable String currency) {
    require(
        currency == null || currency.matches("[A-Z]{3}"),
        what + " needs a currency of three capital letters, such as CNY");
    return currency;
  }
}
