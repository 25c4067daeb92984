package io.quanyu.know.segment.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.segment.Segment;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.scope.VisibleCustomers;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The one entry to evaluations. Answers of queries are kept for a short while, so that a person who
 * edits one condition does not wait for the others again; an import makes them forgotten at once.
 */
@Component
public class EvaluatingSegments {

  /** How old an answer from PostgreSQL may be that no version tells to be out of date. */
  static final Duration STALENESS_MAX = Duration.ofSeconds(30);

  /** Bytes of answers kept; one over 20 million customers takes up to 2.5 MB. */
  private static final long CACHE_BYTES = 256L << 20;

  private final Tags tags;
  private final Metrics metrics;
  private final ObjectProvider<AttributeSource> attributes;
  private final ObjectProvider<BehaviourSource> behaviour;
  private final SegmentStore store;
  private final Clock clock;
  private final Cache<Evaluation.LeafKey, RoaringBitmap> leaves =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((Evaluation.LeafKey _, RoaringBitmap set) -> set.getSizeInBytes() + 64)
          .expireAfterWrite(STALENESS_MAX)
          .build();
  private final VisibleCustomers visible;

  /**
   * Providers, because the modules behind them use segments in turn: they are asked at the first
   * evaluation, not at the start.
   */
  public EvaluatingSegments(
      Tags tags,
      Metrics metrics,
      VisibleCustomers visible,
      ObjectProvider<AttributeSource> attributes,
      ObjectProvider<BehaviourSource> behaviour,
      SegmentStore store,
      Clock clock) {
    this.tags = tags;
    this.metrics = metrics;
    this.attributes = attributes;
    this.behaviour = behaviour;
    this.store = store;
    this.clock = clock;
    this.visible = visible;
  }

  /**
   * An evaluation for the caller, as of this minute: over whom she may see and nobody else. There
   * is no other way to begin one.
   */
  public Evaluation start() {
    var sources =
        new Evaluation.Sources(
            tags.index(),
            metrics,
            attributes.getObject(),
            behaviour.getObject(),
            this::condition,
            leaves);
    // The minute, so that windows counted back from now can be answered from the cache at all.
    var asOf = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return new Evaluation(sources, visible.get(), asOf);
  }

  /** Grows with the data that evaluations see. */
  public long dataVersion() {
    return tags.version() + behaviour.getObject().version();
  }

  /** Drops every kept answer; facts have changed. */
  public void forget() {
    leaves.invalidateAll();
    visible.forget();
  }

  private Optional<SegmentCondition> condition(UUID id) {
    return store.find(id).map(Segment::condition);
  }
}
