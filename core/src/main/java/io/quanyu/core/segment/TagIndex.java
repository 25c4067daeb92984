package io.quanyu.core.segment;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who carries which tag value, as one bitmap of customer numbers a value. Immutable: a new state of
 * the tags is a new index, so readers never wait and never see half of an update.
 *
 * <p>Twenty million customers with 385 million memberships in 300 values take about 260 MB.
 */
public final class TagIndex {

  /** No tags at all. */
  public static final TagIndex EMPTY = new TagIndex(new TreeMap<>());

  private static final RoaringBitmap NOBODY = new RoaringBitmap();

  private final NavigableMap<String, NavigableMap<String, RoaringBitmap>> tags;

  private TagIndex(NavigableMap<String, NavigableMap<String, RoaringBitmap>> tags) {
    this.tags = tags;
  }

  /**
   * This index with all values of one tag replaced.
   *
   * @param values customers by value; the bitmaps are compressed in place and then belong to the
   *     index
   */
  public TagIndex with(String tag, Map<String, RoaringBitmap> values) {
    values.values().forEach(RoaringBitmap::runOptimize);
    var changed = new TreeMap<>(tags);
    changed.put(tag, new TreeMap<>(values));
    return new TagIndex(changed);
  }

  /** Customers with the value; nobody if it is unknown. Shared: must not be changed. */
  public RoaringBitmap customers(String tag, String value) {
    return tags.getOrDefault(tag, new TreeMap<>()).getOrDefault(value, NOBODY);
  }

  /** The values of a tag with their customers, by value; empty if the tag is unknown. */
  public Map<String, RoaringBitmap> values(String tag) {
    return Collections.unmodifiableMap(tags.getOrDefault(tag, new TreeMap<>()));
  }

  /** Codes of all tags, in alphabetical order. */
  public Set<String> tags() {
    return Collections.unmodifiableSet(tags.keySet());
  }
}
