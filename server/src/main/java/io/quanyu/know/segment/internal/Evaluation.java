package io.quanyu.know.segment.internal;

import com.github.benmanes.caffeine.cache.Cache;
import io.quanyu.core.segment.LeafQuery;
import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.LeafQuery.MemberOf;
import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.core.segment.LeafQuery.TagValue;
import io.quanyu.core.segment.LeafSource;
import io.quanyu.core.segment.SegmentCompiler;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentEvaluator;
import io.quanyu.core.segment.TagIndex;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.platform.scope.CurrentScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One evaluation: conditions seen as of one moment, over one state of the tags, by one caller. The
 * caller's scope is a constructor argument, so no result can leave it. Not thread-safe.
 */
public final class Evaluation implements LeafSource {

  /**
   * What identifies an answer.
   *
   * @param asOf null where the answer does not depend on it
   * @param version of the facts behind it
   */
  record LeafKey(LeafQuery query, @Nullable Instant asOf, long version) {}

  /** Where answers come from. */
  record Sources(
      TagIndex tags,
      Metrics metrics,
      AttributeSource attributes,
      BehaviourSource behaviour,
      Function<UUID, Optional<SegmentCondition>> segments,
      Cache<LeafKey, RoaringBitmap> cache) {}

  private final Sources sources;
  private final RoaringBitmap scope;
  private final Instant asOf;
  private final long behaviourVersion;
  private final SegmentEvaluator evaluator = new SegmentEvaluator(this);
  private final Map<UUID, RoaringBitmap> segments = new HashMap<>();

  /**
   * @param scope everyone whom the caller may see; not changed
   */
  Evaluation(Sources sources, RoaringBitmap scope, Instant asOf) {
    this.sources = sources;
    this.scope = scope;
    this.asOf = asOf;
    this.behaviourVersion = sources.behaviour().version();
  }

  /** Customers of the scope who satisfy the condition. A new set. */
  public RoaringBitmap customers(SegmentCondition condition) {
    return evaluator.evaluate(SegmentCompiler.compile(condition), scope);
  }

  /** Every condition of the tree with how many customers it holds, see {@link SegmentEvaluator}. */
  public SegmentEvaluator.Counted count(SegmentCondition condition) {
    return evaluator.count(condition, scope);
  }

  /** The same for one customer, who must be in the scope to match anything. */
  public SegmentEvaluator.Counted count(SegmentCondition condition, int customerNo) {
    var one = RoaringBitmap.bitmapOf(customerNo);
    one.and(scope);
    return evaluator.count(condition, one);
  }

  public RoaringBitmap scope() {
    return scope;
  }

  public Instant asOf() {
    return asOf;
  }

  @Override
  public RoaringBitmap find(LeafQuery query) {
    return switch (query) {
      case TagValue(var tag, var value) -> sources.tags().customers(tag, value);
      case MemberOf(var id) -> membersOf(id);
      case AttributeMatches attribute -> kept(query, () -> sources.attributes().find(attribute));
      case MetricInRange metric -> kept(query, () -> sources.metrics().find(metric, asOf));
      case BehaviourInRange behaviour ->
          kept(query, () -> sources.behaviour().find(behaviour, asOf));
    };
  }

  /** Kept for all callers, so computed over everybody; the evaluator cuts it down to the scope. */
  private RoaringBitmap kept(LeafQuery query, Supplier<RoaringBitmap> answer) {
    return sources.cache().get(keyOf(query), _ -> CurrentScope.forAll(answer));
  }

  @Override
  public OptionalLong knownSize(LeafQuery query) {
    var known =
        switch (query) {
          case TagValue(var tag, var value) -> sources.tags().customers(tag, value);
          case MemberOf(var id) -> segments.get(id);
          case AttributeMatches _, MetricInRange _, BehaviourInRange _ ->
              sources.cache().getIfPresent(keyOf(query));
        };
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.getLongCardinality());
  }

  private LeafKey keyOf(LeafQuery query) {
    return new LeafKey(
        query,
        query.isRelativeToNow() ? asOf : null,
        query instanceof BehaviourInRange ? behaviourVersion : 0);
  }

  /** Conditions are checked for cycles when they are saved, so this ends. */
  private RoaringBitmap membersOf(UUID id) {
    var known = segments.get(id);
    if (known != null) {
      return known;
    }
    // A segment that was deleted meanwhile has no members.
    var members = sources.segments().apply(id).map(this::customers).orElseGet(RoaringBitmap::new);
    segments.put(id, members);
    return members;
  }
}
