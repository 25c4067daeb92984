package io.quanyu.core.segment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one customer, as far as conditions can ask for it. */
public interface CustomerFacts {

  /** Values of the tag that the customer carries; empty if none. */
  Set<String> tagValues(String tag);

  Optional<String> attribute(String attribute);

  /**
   * The metric's value; empty if the customer has none, which for counts and sums means zero.
   *
   * @param currency null takes all currencies {@linkplain Metric#together together}
   */
  Optional<BigDecimal> metric(Metric metric, @Nullable String currency);

  /** What the customer did, in any order. */
  List<EventFact> events();

  boolean isIn(UUID segmentId);
}
