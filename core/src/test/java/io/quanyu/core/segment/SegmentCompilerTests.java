package io.quanyu.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.core.segment.LeafQuery.TagValue;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentPlan.Intersection;
import io.quanyu.core.segment.SegmentPlan.Leaf;
import io.quanyu.core.segment.SegmentPlan.Union;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class SegmentCompilerTests {

  private static final SegmentCondition A = new HasTag("t", List.of("a"));
  private static final SegmentCondition B = new HasTag("t", List.of("b"));
  private static final SegmentCondition C = new HasTag("t", List.of("c"));
  private static final SegmentPlan LEAF_A = new Leaf(new TagValue("t", "a"));
  private static final SegmentPlan LEAF_B = new Leaf(new TagValue("t", "b"));
  private static final SegmentPlan LEAF_C = new Leaf(new TagValue("t", "c"));

  @Test
  void flattensNestedGroupsAndDropsRepetition() {
    assertThat(SegmentCompiler.compile(all(A, all(B, all(A, C)))))
        .isEqualTo(new Intersection(List.of(LEAF_A, LEAF_B, LEAF_C), List.of()));
    assertThat(SegmentCompiler.compile(any(A, any(B, A))))
        .isEqualTo(new Union(List.of(LEAF_A, LEAF_B)));
    assertThat(SegmentCompiler.compile(all(any(A)))).isEqualTo(LEAF_A);
  }

  @Test
  void turnsNegationsIntoExclusions() {
    assertThat(SegmentCompiler.compile(all(A, new Not(any(B, C)))))
        .isEqualTo(new Intersection(List.of(LEAF_A), List.of(LEAF_B, LEAF_C)));
    assertThat(SegmentCompiler.compile(new Not(new Not(A)))).isEqualTo(LEAF_A);
  }

  @Test
  void asksTheOtherWayRoundWhenZeroMatches() {
    var atMostTwo = new HasMetric(Metric.ORDERS, null, RangeOperator.AT_MOST, null, BigDecimal.TWO);
    assertThat(SegmentCompiler.compile(atMostTwo))
        .isEqualTo(
            new Intersection(
                List.of(),
                List.of(
                    new Leaf(
                        new MetricInRange(
                            Metric.ORDERS, null, new NumberRange(null, BigDecimal.TWO), true)))));
  }

  @Test
  void looksInMemoryFirstAndAsksNoQueryOnceNobodyIsLeft() {
    var leaves =
        new LeafSource() {
          @Override
          public RoaringBitmap find(LeafQuery query) {
            if (!(query instanceof TagValue(var _, var value))) {
              throw new AssertionError("a query was asked although nobody was left");
            }
            return value.equals("c") ? new RoaringBitmap() : RoaringBitmap.bitmapOfRange(0, 100);
          }

          @Override
          public OptionalLong knownSize(LeafQuery query) {
            return query instanceof TagValue(var _, var value)
                ? OptionalLong.of(value.equals("c") ? 0 : 100)
                : OptionalLong.empty();
          }
        };
    var condition =
        all(new HasMetric(Metric.ORDERS, null, RangeOperator.AT_LEAST, BigDecimal.ONE, null), A, C);
    var found =
        new SegmentEvaluator(leaves)
            .evaluate(SegmentCompiler.compile(condition), RoaringBitmap.bitmapOfRange(0, 100));
    assertThat(found.isEmpty()).isTrue();
  }

  private static SegmentCondition all(SegmentCondition... conditions) {
    return new AllOf(List.of(conditions));
  }

  private static SegmentCondition any(SegmentCondition... conditions) {
    return new AnyOf(List.of(conditions));
  }
}
