package io.quanyu.core.segment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing a customer did.
 *
 * @param currency what the amounts among {@code numbers} are in; null for events without money
 * @param numbers numeric properties
 * @param texts properties with the values they took; an order holds several SKUs
 */
public record EventFact(
    String event,
    Instant at,
    @Nullable String currency,
    Map<String, BigDecimal> numbers,
    Map<String, Set<String>> texts) {

  public EventFact {
    numbers = Map.copyOf(numbers);
    texts =
        texts.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
  }

  Optional<BigDecimal> number(String property) {
    return Optional.ofNullable(numbers.get(property));
  }

  Set<String> values(String property) {
    return texts.getOrDefault(property, Set.of());
  }

  /** Whether the event counts for a condition that is evaluated as of a moment. */
  boolean counts(SegmentCondition.Performed condition, Instant asOf) {
    return event.equals(condition.event())
        && (condition.currency() == null || condition.currency().equals(currency))
        && condition.window().contains(at, asOf);
  }

  static List<EventFact> counting(
      List<EventFact> events, SegmentCondition.Performed condition, Instant asOf) {
    return events.stream().filter(e -> e.counts(condition, asOf)).toList();
  }
}
