package io.quanyu.core.segment;

import static io.quanyu.core.segment.InvalidConditionException.require;

import io.quanyu.core.segment.SegmentCondition.InSegment;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The bounds of a segment condition, and the rule that references never run in a circle. */
public final class SegmentLimits {

  /** Levels of nesting: what a person can still read on one screen. */
  public static final int DEPTH_MAX = 8;

  /** Conditions of all kinds in one segment; bounds the work of one preview. */
  public static final int NODES_MAX = 200;

  /** Segments that one segment may need, directly or through others. */
  public static final int REFERENCES_MAX = 50;

  static final int VALUES_MAX = 1_000;
  static final int NAME_LENGTH_MAX = 200;

  private SegmentLimits() {}

  /**
   * Refuses a condition that is too deep or too large.
   *
   * @throws InvalidConditionException saying which bound was passed
   */
  public static void check(SegmentCondition condition) {
    require(
        depth(condition, DEPTH_MAX + 1) <= DEPTH_MAX,
        "conditions are nested deeper than " + DEPTH_MAX + " levels");
    require(nodes(condition) <= NODES_MAX, "a segment holds at most " + NODES_MAX + " conditions");
  }

  /** Segments that {@code condition} names itself, in reading order. */
  public static Set<UUID> references(SegmentCondition condition) {
    var found = new LinkedHashSet<UUID>();
    collectReferences(condition, found);
    return found;
  }

  /**
   * Refuses references that are unknown, too many, or lead back to {@code self}.
   *
   * @param self the segment that is being saved; empty while it has no id
   * @param conditions finds the stored condition of another segment
   * @throws InvalidConditionException saying what is wrong
   */
  public static void checkReferences(
      Optional<UUID> self,
      SegmentCondition condition,
      Function<UUID, Optional<SegmentCondition>> conditions) {
    var seen = new HashSet<UUID>();
    var toVisit = new ArrayDeque<UUID>(references(condition));
    while (!toVisit.isEmpty()) {
      var id = toVisit.removeFirst();
      require(
          self.isEmpty() || !self.get().equals(id),
          "the segment would contain itself through its references");
      if (seen.add(id)) {
        require(
            seen.size() <= REFERENCES_MAX,
            "a segment may need at most " + REFERENCES_MAX + " other segments");
        var next = conditions.apply(id);
        require(next.isPresent(), "the segment refers to a segment that does not exist: " + id);
        toVisit.addAll(references(next.get()));
      }
    }
  }

  private static void collectReferences(SegmentCondition condition, Set<UUID> found) {
    if (condition instanceof InSegment(var id)) {
      found.add(id);
    }
    SegmentCondition.children(condition).forEach(child -> collectReferences(child, found));
  }

  /** Stops counting at {@code budget}, so a hostile depth costs no more than the limit. */
  private static int depth(SegmentCondition condition, int budget) {
    if (budget == 1) {
      return 1;
    }
    return 1
        + SegmentCondition.children(condition).stream()
            .mapToInt(child -> depth(child, budget - 1))
            .max()
            .orElse(0);
  }

  private static int nodes(SegmentCondition condition) {
    return 1 + SegmentCondition.children(condition).stream().mapToInt(SegmentLimits::nodes).sum();
  }
}
