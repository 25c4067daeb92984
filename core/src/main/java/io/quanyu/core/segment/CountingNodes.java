package io.quanyu.core.segment;

import io.quanyu.core.segment.SegmentEvaluator.Counted;
import io.quanyu.core.segment.SegmentEvaluator.NodeSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts the customers of every node of a condition, one block of 65,536 customer numbers after
 * another, on all processors when there are many.
 *
 * <p>Idea: sizes are asked for, so no node's set is built but the whole condition's. In a block
 * where many are possible a node is 1,024 words that are combined and counted in place, which takes
 * the same time however many are in it; where few are possible, nodes are combined as the short
 * arrays that Roaring keeps, in time that goes by the few. So who may see an eighth of all waits no
 * longer than who may see everybody: as sets of their own, nodes of a few thousand members a block
 * took three times as long as nodes of all, because bits had to be made arrays.
 */
final class CountingNodes {

  private static final int PARALLEL_MIN = 64;

  /** As long as Roaring keeps an array. */
  private static final int FEW = 4_096;

  private static final int BLOCK = 1 << 16;

  private static final Container NOBODY = new ArrayContainer();

  /** A node of the condition. */
  private sealed interface Node {

    /** Of its size among all. */
    int position();

    /**
     * @param blocks one for each block of {@link #within}
     */
    @SuppressWarnings("ArrayRecordComponent") // looked up in, never compared
    record Stored(int position, Container[] blocks) implements Node {}

    record AllOf(int position, List<Node> parts) implements Node {}

    record AnyOf(int position, List<Node> parts) implements Node {}

    record Not(int position, Node part) implements Node {}
  }

  /** What was found in one block: the size of each node, and the members of the first. */
  @SuppressWarnings("ArrayRecordComponent") // added up, never compared
  private record Found(int[] sizes, Container members) {}

  private final Function<SegmentCondition, RoaringBitmap> leaves;
  private final char[] keys;
  private final Container[] within;
  private final List<String> paths = new ArrayList<>();

  /**
   * @param leaves the customers of a condition without parts, and perhaps others who are not in
   *     {@code within}; not changed
   * @param within everyone who counts; not changed
   */
  CountingNodes(Function<SegmentCondition, RoaringBitmap> leaves, RoaringBitmap within) {
    this.leaves = leaves;
    this.keys = new char[within.getContainerCount()];
    this.within = new Container[keys.length];
    var block = within.getContainerPointer();
    for (int i = 0; i < keys.length; i++, block.advance()) {
      keys[i] = block.key();
      this.within[i] = block.getContainer();
    }
  }

  Counted count(SegmentCondition condition) {
    var root = bind(condition, SegmentEvaluator.ROOT_PATH);
    var blocks = IntStream.range(0, keys.length);
    var found =
        (keys.length < PARALLEL_MIN ? blocks : blocks.parallel())
            .mapToObj(i -> found(root, i))
            .toArray(Found[]::new);
    var sizes = new long[paths.size()];
    var members = new RoaringBitmap();
    for (int i = 0; i < keys.length; i++) {
      for (int node = 0; node < sizes.length; node++) {
        sizes[node] += found[i].sizes[node];
      }
      if (!found[i].members.isEmpty()) {
        members.append(keys[i], found[i].members);
      }
    }
    return new Counted(
        IntStream.range(0, sizes.length)
            .mapToObj(node -> new NodeSize(paths.get(node), sizes[node]))
            .toList(),
        members);
  }

  private Node bind(SegmentCondition condition, String path) {
    int position = paths.size();
    paths.add(path);
    List<Node> parts = new ArrayList<>();
    var below = SegmentCondition.children(condition);
    for (int i = 0; i < below.size(); i++) {
      parts.add(bind(below.get(i), path + "." + i));
    }
    return switch (condition) {
      case SegmentCondition.AllOf _ -> new Node.AllOf(position, parts);
      case SegmentCondition.AnyOf _ -> new Node.AnyOf(position, parts);
      case SegmentCondition.Not _ -> new Node.Not(position, parts.getFirst());
      case SegmentCondition.HasTag _,
          SegmentCondition.HasAttribute _,
          SegmentCondition.HasMetric _,
          SegmentCondition.Performed _,
          SegmentCondition.InSegment _ ->
          new Node.Stored(position, blocks(leaves.apply(condition)));
    };
  }

  private Container[] blocks(RoaringBitmap customers) {
    var blocks = new Container[keys.length];
    Arrays.fill(blocks, NOBODY);
    var block = customers.getContainerPointer();
    int i = 0;
    while (i < keys.length && block.getContainer() != null) {
      if (block.key() < keys[i]) {
        block.advance();
      } else if (block.key() > keys[i]) {
        i++;
      } else {
        blocks[i++] = block.getContainer();
        block.advance();
      }
    }
    return blocks;
  }

  private Found found(Node root, int i) {
    var sizes = new int[paths.size()];
    if (within[i].getCardinality() <= FEW) {
      return new Found(sizes, few(root, i, sizes));
    }
    var words = many(root, i, words(within[i]), sizes);
    // Counted and put into the shape that Roaring would give it.
    return new Found(sizes, new BitmapContainer(words, -1).repairAfterLazy());
  }

  /** A new container. */
  private Container few(Node node, int i, int[] sizes) {
    var customers =
        switch (node) {
          case Node.Stored(var _, var blocks) -> and(within[i], blocks[i]);
          case Node.AllOf(var _, var parts) -> {
            var all = few(parts.getFirst(), i, sizes);
            for (var part : parts.subList(1, parts.size())) {
              all = and(all, few(part, i, sizes));
            }
            yield all;
          }
          case Node.AnyOf(var _, var parts) -> {
            var any = few(parts.getFirst(), i, sizes);
            for (var part : parts.subList(1, parts.size())) {
              any = any.or(few(part, i, sizes));
            }
            yield any;
          }
          case Node.Not(var _, var part) -> within[i].andNot(few(part, i, sizes));
        };
    sizes[node.position()] = customers.getCardinality();
    return customers;
  }

  private static Container and(Container left, Container right) {
    // Roaring reads the first of the others before it asks whether there is one.
    return left.isEmpty() || right.isEmpty() ? new ArrayContainer() : left.and(right);
  }

  /** New words; those of a part become those of the node. */
  private static long[] many(Node node, int i, long[] within, int[] sizes) {
    var customers =
        switch (node) {
          case Node.Stored(var _, var blocks) -> {
            var words = words(blocks[i]);
            for (int w = 0; w < words.length; w++) {
              words[w] &= within[w];
            }
            yield words;
          }
          case Node.AllOf(var _, var parts) -> {
            var all = many(parts.getFirst(), i, within, sizes);
            for (var part : parts.subList(1, parts.size())) {
              var words = many(part, i, within, sizes);
              for (int w = 0; w < words.length; w++) {
                all[w] &= words[w];
              }
            }
            yield all;
          }
          case Node.AnyOf(var _, var parts) -> {
            var any = many(parts.getFirst(), i, within, sizes);
            for (var part : parts.subList(1, parts.size())) {
              var words = many(part, i, within, sizes);
              for (int w = 0; w < words.length; w++) {
                any[w] |= words[w];
              }
            }
            yield any;
          }
          case Node.Not(var _, var part) -> {
            var words = many(part, i, within, sizes);
            for (int w = 0; w < words.length; w++) {
              words[w] = within[w] & ~words[w];
            }
            yield words;
          }
        };
    int size = 0;
    for (long word : customers) {
      size += Long.bitCount(word);
    }
    sizes[node.position()] = size;
    return customers;
  }

  private static long[] words(Container container) {
    var words = new long[BLOCK / Long.SIZE];
    if (container.isFull()) {
      Arrays.fill(words, -1);
    } else {
      var _ = new BitmapContainer(words, 0).lazyIOR(container); // changed in place
    }
    return words;
  }
}
