package io.quanyu.core.segment;

import java.util.List;

/** A condition in the form in which it is evaluated: set operations over {@link LeafQuery}s. */
public sealed interface SegmentPlan {

  /** The customers a question finds. */
  record Leaf(LeafQuery query) implements SegmentPlan {}

  /** Customers in at least one of the parts; empty parts mean nobody. */
  record Union(List<SegmentPlan> parts) implements SegmentPlan {
    public Union {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Customers in all of {@code required} and none of {@code excluded}; both empty mean everyone.
   */
  record Intersection(List<SegmentPlan> required, List<SegmentPlan> excluded)
      implements SegmentPlan {
    public Intersection {
      required = List.copyOf(required);
      excluded = List.copyOf(excluded);
    }
  }
}
