package io.quanyu.know.segment.spi;

import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Answers conditions on what customers did. One Spring bean. */
public interface BehaviourSource {

  /** The events that conditions can ask for, by name, with their properties. */
  List<EventField> events();

  /**
   * Customers whose measure lies in (or outside) a range; only customers with a counting event.
   *
   * @param asOf the moment that windows end at
   */
  RoaringBitmap find(BehaviourInRange query, Instant asOf);

  /** What the query measures for one customer; empty without any counting event. */
  Optional<BigDecimal> measure(BehaviourInRange query, int customerNo, Instant asOf);

  /** Grows whenever an answer may change because new facts arrived. */
  long version();

  /** Waits until all facts committed before the call count, at most for a while. */
  void awaitCommitted(Duration atMost);

  /**
   * An event with its properties.
   *
   * @param properties by name
   */
  record EventField(String event, List<String> properties) {
    public EventField {
      properties = List.copyOf(properties);
    }
  }
}
