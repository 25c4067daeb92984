package io.quanyu.know.tag;

import io.quanyu.core.segment.TagIndex;
import io.quanyu.know.tag.internal.TagSnapshots;
import io.quanyu.know.tag.internal.TagSnapshots.Snapshot;
import io.quanyu.know.tag.spi.TagDefinition;
import io.quanyu.know.tag.spi.TagSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;

/** The tags of all customers, in memory. Readers never wait for a computation. */
@Service
public final class Tags implements SmartInitializingSingleton {

  /** The tags at one moment; a new state replaces the whole. */
  private record State(TagIndex index, Map<String, Instant> computedAt, long version) {}

  private final List<TagSource> sources;
  private final TagSnapshots snapshots;
  private final AtomicReference<State> state =
      new AtomicReference<>(new State(TagIndex.EMPTY, Map.of(), 0));
  private final ReentrantLock computing = new ReentrantLock();

  public Tags(List<TagSource> sources, TagSnapshots snapshots) {
    this.sources =
        sources.stream().sorted(Comparator.comparing(s -> s.definition().code())).toList();
    this.snapshots = snapshots;
  }

  /** Starts from the snapshots of the last computation. */
  @Override
  public void afterSingletonsInstantiated() {
    var loaded = snapshots.load();
    state.set(new State(loaded.index(), loaded.computedAt(), 1));
  }

  /**
   * Computes all tags anew, keeps a snapshot, and only then shows them. One computation runs at a
   * time; a second caller waits and computes again, because facts may have changed meanwhile.
   *
   * @param asOf the moment that "how long ago" is counted back from
   */
  public void recompute(Instant asOf) {
    computing.lock();
    try {
      var index = TagIndex.EMPTY;
      var computedAt = new LinkedHashMap<String, Instant>();
      for (var source : sources) {
        var tag = source.definition().code();
        index = index.with(tag, source.customersByValue(asOf));
        computedAt.put(tag, asOf);
      }
      snapshots.save(new Snapshot(index, computedAt));
      state.set(new State(index, Map.copyOf(computedAt), state.get().version() + 1));
    } finally {
      computing.unlock();
    }
  }

  /** Who carries what, as of the last computation. */
  public TagIndex index() {
    return state.get().index();
  }

  /** Grows with every computation in this process. */
  public long version() {
    return state.get().version();
  }

  /** All tags with the sizes of their values, by code. */
  public List<TagSummary> list() {
    return list(null);
  }

  /** The same, counting some customers alone. */
  public List<TagSummary> listAmong(RoaringBitmap customers) {
    return list(customers);
  }

  private List<TagSummary> list(@Nullable RoaringBitmap among) {
    var now = state.get();
    return sources.stream().map(source -> summary(source.definition(), now, among)).toList();
  }

  /** What a customer carries, by tag and value. */
  public List<CarriedTag> carriedBy(int customerNo) {
    var now = state.get();
    var carried = new ArrayList<CarriedTag>();
    now.computedAt()
        .forEach((tag, at) ->
            now.index()
                .values(tag)
                .forEach((value, customers) -> {
                  if (customers.contains(customerNo)) {
                    carried.add(new CarriedTag(tag, value, at));
                  }
                }));
    carried.sort(Comparator.comparing(CarriedTag::tag).thenComparing(CarriedTag::value));
    return carried;
  }

  /** Customers with the value; nobody if it is unknown. Must not be changed. */
  public RoaringBitmap customers(String tag, String value) {
    return index().customers(tag, value);
  }

  private static TagSummary summary(
      TagDefinition definition, State now, @Nullable RoaringBitmap among) {
    var members = now.index().values(definition.code());
    var shown = new LinkedHashSet<>(definition.values().keySet());
    members.forEach((value, customers) -> {
      // A value that only others carry says something of them.
      if (among == null || RoaringBitmap.intersects(customers, among)) {
        shown.add(value);
      }
    });
    var values =
        shown.stream()
            .map(value -> {
              var names = definition.nameOf(value);
              var customers = members.getOrDefault(value, new RoaringBitmap());
              return new TagSummary.Value(
                  value,
                  names.zh(),
                  names.en(),
                  among == null
                      ? customers.getLongCardinality()
                      : RoaringBitmap.andCardinality(customers, among));
            })
            .toList();
    return new TagSummary(
        definition.code(),
        definition.kind(),
        definition.nameZh(),
        definition.nameEn(),
        now.computedAt().get(definition.code()),
        values);
  }
}
