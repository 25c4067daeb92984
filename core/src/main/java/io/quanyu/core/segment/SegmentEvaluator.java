package io.quanyu.core.segment;

import io.quanyu.core.segment.SegmentPlan.Intersection;
import io.quanyu.core.segment.SegmentPlan.Leaf;
import io.quanyu.core.segment.SegmentPlan.Union;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Runs plans over bitmaps of customer numbers.
 *
 * <p>Idea: every step is asked only <em>within</em> a set of customers that are still possible, and
 * returns a subset of it. At the top that set is everyone the caller may see, so no result can
 * leave it, stale leaves included, and the complement needs no special case. Parts whose sets are
 * in memory are evaluated first and together, see {@link BlockwiseEvaluation}. In an intersection
 * each part that needs a query is asked within what the parts before it left, and not at all once
 * nobody is left.
 *
 * <p>Cost: a step touches only the blocks of 65,536 numbers in which somebody is possible. As safe
 * for threads as its {@link LeafSource}.
 */
public final class SegmentEvaluator {

  /** One node of a condition and how many customers it holds, addressed as the editor shows it. */
  public record NodeSize(String path, long customers) {}

  /**
   * A condition with all its nodes.
   *
   * @param nodes the condition itself first, then depth first
   * @param customers whom the condition holds
   */
  public record Counted(List<NodeSize> nodes, RoaringBitmap customers) {

    public Counted {
      nodes = List.copyOf(nodes);
    }
  }

  /** Path of the condition itself; its children are {@code 0.0}, {@code 0.1} and so on. */
  public static final String ROOT_PATH = "0";

  private final LeafSource leaves;

  public SegmentEvaluator(LeafSource leaves) {
    this.leaves = leaves;
  }

  /**
   * The customers of {@code within} whom the plan holds.
   *
   * @param within everyone who may be in the result; not changed
   * @return a new set
   */
  public RoaringBitmap evaluate(SegmentPlan plan, RoaringBitmap within) {
    return switch (plan) {
      case Leaf(var query) -> RoaringBitmap.and(leaves.find(query), within);
      case Union(var parts) -> union(split(parts), within);
      case Intersection(var required, var excluded) ->
          intersection(split(required), split(excluded), within);
    };
  }

  /**
   * Every node of the condition with how many customers of {@code within} it holds on its own. With
   * one customer in {@code within} this is the explanation why that customer is in or out.
   */
  public Counted count(SegmentCondition condition, RoaringBitmap within) {
    return new CountingNodes(leaf -> leaf(leaf, within), within).count(condition);
  }

  private RoaringBitmap leaf(SegmentCondition condition, RoaringBitmap within) {
    return SegmentCompiler.compile(condition) instanceof Leaf(var query)
        ? leaves.find(query)
        : evaluate(SegmentCompiler.compile(condition), within);
  }

  private RoaringBitmap union(Split parts, RoaringBitmap within) {
    var result = evaluateInMemory(new Union(parts.inMemory), within);
    parts.toQuery.forEach(part -> result.or(evaluate(part, within)));
    return result;
  }

  private RoaringBitmap intersection(Split required, Split excluded, RoaringBitmap within) {
    var possible = evaluateInMemory(new Intersection(required.inMemory, excluded.inMemory), within);
    for (var part : required.toQuery) {
      if (possible.isEmpty()) {
        return possible;
      }
      possible = evaluate(part, possible);
    }
    for (var part : excluded.toQuery) {
      if (possible.isEmpty()) {
        return possible;
      }
      possible.andNot(evaluate(part, possible));
    }
    return possible;
  }

  private RoaringBitmap evaluateInMemory(SegmentPlan plan, RoaringBitmap within) {
    return BlockwiseEvaluation.evaluate(plan, leaves::find, within);
  }

  /** Parts by whether all their sets are in memory, or a query is needed for some. */
  private record Split(List<SegmentPlan> inMemory, List<SegmentPlan> toQuery) {}

  private Split split(List<SegmentPlan> parts) {
    var split = parts.stream().collect(Collectors.partitioningBy(this::isInMemory));
    return new Split(split.getOrDefault(true, List.of()), split.getOrDefault(false, List.of()));
  }

  private boolean isInMemory(SegmentPlan plan) {
    return switch (plan) {
      case Leaf(var query) -> leaves.knownSize(query).isPresent();
      case Union(var parts) -> parts.stream().allMatch(this::isInMemory);
      case Intersection(var required, var excluded) ->
          Stream.concat(required.stream(), excluded.stream()).allMatch(this::isInMemory);
    };
  }
}
