package io.quanyu.core.segment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is one set of customers. Equal questions are equal records, so an answer
 * can be cached under (question, data version).
 */
public sealed interface LeafQuery {

  /** Customers with this value of the tag. */
  record TagValue(String tag, String value) implements LeafQuery {}

  /**
   * Customers whose attribute compares as asked.
   *
   * @param operator any but {@link AttributeOperator#IS_NOT}, which compiles to a complement
   */
  record AttributeMatches(String attribute, AttributeOperator operator, List<String> values)
      implements LeafQuery {
    public AttributeMatches {
      if (operator == AttributeOperator.IS_NOT) {
        throw new IllegalArgumentException("is_not compiles to the complement of is");
      }
      values = List.copyOf(values);
    }
  }

  /**
   * Customers who have the metric at all and whose value lies inside the range, or outside it.
   *
   * @param currency null takes all currencies together
   */
  record MetricInRange(
      Metric metric, @Nullable String currency, NumberRange range, boolean isOutside)
      implements LeafQuery {}

  /**
   * Customers who did the event within the window at all and whose measure lies inside the range,
   * or outside it.
   *
   * @param property null only when counting events
   * @param currency null counts events of all currencies
   */
  record BehaviourInRange(
      String event,
      Measure measure,
      @Nullable String property,
      @Nullable String currency,
      TimeWindow window,
      NumberRange range,
      boolean isOutside)
      implements LeafQuery {}

  /** Members of another segment. */
  record MemberOf(UUID segmentId) implements LeafQuery {}

  /** Whether the answer may change as time passes, without any new fact. */
  default boolean isRelativeToNow() {
    return switch (this) {
      case TagValue _, AttributeMatches _ -> false;
      case MetricInRange query -> query.metric().isRelativeToNow();
      case BehaviourInRange query -> query.window().isRelativeToNow();
      case MemberOf _ -> true; // whatever that segment is made of
    };
  }
}
