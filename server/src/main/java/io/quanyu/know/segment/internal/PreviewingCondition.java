package io.quanyu.know.segment.internal;

import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.segment.SegmentPreview;
import io.quanyu.know.segment.SegmentPreview.NodeSize;
import io.quanyu.know.segment.spi.CustomerDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sizes of a condition and of all its parts, with samples. */
@Component
public class PreviewingCondition {

  private final EvaluatingSegments evaluating;
  private final ObjectProvider<CustomerDirectory> directory;

  public PreviewingCondition(
      EvaluatingSegments evaluating, ObjectProvider<CustomerDirectory> directory) {
    this.evaluating = evaluating;
    this.directory = directory;
  }

  public SegmentPreview preview(SegmentCondition condition) {
    long start = System.nanoTime();
    var dataVersion = evaluating.dataVersion();
    var evaluation = evaluating.start();
    var counted = evaluation.count(condition);
    var members = counted.customers();
    double tookMs = (System.nanoTime() - start) / (double) Duration.ofMillis(1).toNanos();
    return new SegmentPreview(
        members.getLongCardinality(),
        evaluation.scope().getLongCardinality(),
        tookMs,
        dataVersion,
        counted.nodes().stream().map(node -> new NodeSize(node.path(), node.customers())).toList(),
        directory.getObject().summaries(spread(members, SegmentPreview.SAMPLES_MAX)));
  }

  /** Members at even distances: old and new customers alike, and the same ones every time. */
  static List<Integer> spread(RoaringBitmap members, int count) {
    long size = members.getLongCardinality();
    var samples = new ArrayList<Integer>();
    for (int i = 0; i < Math.min(size, count); i++) {
      samples.add(members.select(Math.toIntExact(i * size / Math.min(size, count))));
    }
    return samples;
  }
}
