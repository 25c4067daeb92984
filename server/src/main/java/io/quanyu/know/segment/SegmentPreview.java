package io.quanyu.know.segment;

import java.util.List;

/**
 * How many customers a condition holds.
 *
 * @param total all customers
 * @param tookMs time of the evaluation, samples not included
 * @param dataVersion grows with the data that the answer was computed from
 * @param nodes size of every condition in the tree on its own
 * @param samples some of the customers, spread over all; masked
 */
public record SegmentPreview(
    long size, long total, double tookMs, long dataVersion, List<NodeSize> nodes, List<?> samples) {

  /** The most samples. */
  public static final int SAMPLES_MAX = 20;

  /**
   * Size of one condition.
   *
   * @param path {@code 0} is the root, {@code 0.1} its second child
   */
  public record NodeSize(String path, long size) {}

  public SegmentPreview {
    nodes = List.copyOf(nodes);
    samples = List.copyOf(samples);
  }

  /** The sizes alone. */
  public SegmentPreview withoutSamples() {
    return new SegmentPreview(size, total, tookMs, dataVersion, nodes, List.of());
  }
}
