package io.quanyu.core.segment;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * Runs plans over bitmaps of customer numbers.
 *
 * <p>Idea: every step is asked only <em>within</em> a set of customers that are still possible, and
 * returns a subset of it. At the top that set is everyone the caller may see, so no result can
 * leave it, stale leaves included, and the complement needs no special case. In an intersection
 * each part is asked within what the parts before it left: the smallest known set goes first, sets
 * in memory go before those that need a query, and nothing more is asked once nobody is left.
 *
 * <p>Cost: a step touches only the containers (65,536 numbers each) where both sides have members.
 * As safe for threads as its {@link LeafSource}.
 */
public final class SegmentEvaluator {

  /** One node of a condition and the customers it holds, addressed as the editor shows it. */
  public record Node(String path, RoaringBitmap customers) {}

  /** Path of the condition itself; its children are {@code 0.0}, {@code 0.1} and so on. */
  public static final String ROOT_PATH = "0";

  /**
   * Cutting a set walks through both sides, uniting it marks its members in words of 64: measured
   * with {@code ./quanyu bench segment}, cutting pays when those still possible are this many times
   * fewer.
   */
  private static final int FEW = 4;

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
      case Union(var parts) -> union(parts, within);
      case Intersection(var required, var excluded) -> intersection(required, excluded, within);
    };
  }

  /**
   * Every node of the condition with the customers of {@code within} that it holds on its own, the
   * condition itself first, then depth first. With one customer in {@code within} this is the
   * explanation why that customer is in or out.
   */
  public List<Node> evaluateNodes(SegmentCondition condition, RoaringBitmap within) {
    var nodes = new ArrayList<Node>();
    evaluateNode(condition, ROOT_PATH, within, nodes);
    return nodes;
  }

  private RoaringBitmap union(List<SegmentPlan> parts, RoaringBitmap within) {
    var inMemory = new ArrayList<RoaringBitmap>();
    var result = new RoaringBitmap();
    long sizeMax = 0;
    for (var part : parts) {
      if (part instanceof Leaf(var query)) {
        var customers = leaves.find(query);
        inMemory.add(customers);
        sizeMax += customers.getLongCardinality();
      } else {
        result.or(evaluate(part, within));
      }
    }
    if (within.getLongCardinality() * inMemory.size() * FEW < sizeMax) {
      // Few are still possible: cut each part down first instead of uniting sets to throw away.
      inMemory.forEach(customers -> result.or(RoaringBitmap.and(customers, within)));
    } else if (!inMemory.isEmpty()) {
      var united = FastAggregation.or(inMemory.iterator());
      united.and(within);
      if (result.isEmpty()) {
        return united;
      }
      result.or(united);
    }
    return result;
  }

  private RoaringBitmap intersection(
      List<SegmentPlan> required, List<SegmentPlan> excluded, RoaringBitmap within) {
    var rest = smallestFirst(required);
    var possible = within;
    boolean isCut = true;
    if (!rest.isEmpty() && rest.getFirst() instanceof Leaf(var query) && isSmaller(query, within)) {
      // Begin with the set as it is: a wide `within` is cheaper to apply to what will be left.
      possible = leaves.find(query);
      isCut = false;
      rest = rest.subList(1, rest.size());
    }
    for (var part : rest) {
      if (possible.isEmpty()) {
        return new RoaringBitmap();
      }
      possible = evaluate(part, possible);
    }
    for (var part : smallestFirst(excluded)) {
      if (possible.isEmpty()) {
        return new RoaringBitmap();
      }
      var dropped = part instanceof Leaf(var query) ? leaves.find(query) : evaluate(part, possible);
      possible = RoaringBitmap.andNot(possible, dropped);
    }
    if (!isCut) {
      return RoaringBitmap.and(possible, within);
    }
    return required.isEmpty() && excluded.isEmpty() ? within.clone() : possible;
  }

  private boolean isSmaller(LeafQuery query, RoaringBitmap within) {
    var size = leaves.knownSize(query);
    return size.isPresent() && size.getAsLong() < within.getLongCardinality();
  }

  private List<SegmentPlan> smallestFirst(List<SegmentPlan> parts) {
    return parts.size() < 2
        ? parts
        : parts.stream().sorted(Comparator.comparingLong(this::sizeAtMost)).toList();
  }

  /** An upper bound; {@link Long#MAX_VALUE} where only a query would tell. */
  private long sizeAtMost(SegmentPlan plan) {
    return switch (plan) {
      case Leaf(var query) -> leaves.knownSize(query).orElse(Long.MAX_VALUE);
      case Union(var parts) -> {
        long sum = 0;
        for (var part : parts) {
          long size = sizeAtMost(part);
          if (size == Long.MAX_VALUE) {
            yield Long.MAX_VALUE;
          }
          sum += size;
        }
        yield sum;
      }
      // Complements count as everyone, who are more than any set and still need no query.
      case Intersection(var required, var _) ->
          required.stream().mapToLong(this::sizeAtMost).min().orElse(Long.MAX_VALUE - 1);
    };
  }

  private RoaringBitmap evaluateNode(
      SegmentCondition condition, String path, RoaringBitmap within, List<Node> nodes) {
    int position = nodes.size();
    var children = new ArrayList<RoaringBitmap>();
    var below = SegmentCondition.children(condition);
    for (int i = 0; i < below.size(); i++) {
      children.add(evaluateNode(below.get(i), path + "." + i, within, nodes));
    }
    var customers =
        switch (condition) {
          case AllOf _ -> FastAggregation.and(children.iterator());
          case AnyOf _ -> FastAggregation.or(children.iterator());
          case Not _ -> RoaringBitmap.andNot(within, children.getFirst());
          case HasTag _, HasAttribute _, HasMetric _, Performed _, InSegment _ ->
              evaluate(SegmentCompiler.compile(condition), within);
        };
    nodes.add(position, new Node(path, customers));
    return customers;
  }
}
