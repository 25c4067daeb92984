/**
 * Segments as algebra: a condition over customers, the plan it compiles to, and the two evaluators
 * that must agree.
 *
 * <p>{@link io.quanyu.core.segment.SegmentCondition} is what an operator builds and what is stored.
 * {@link io.quanyu.core.segment.SegmentCompiler} turns it into a {@link
 * io.quanyu.core.segment.SegmentPlan}, {@link io.quanyu.core.segment.SegmentEvaluator} runs the
 * plan over bitmaps of customer numbers, and {@link io.quanyu.core.segment.MemoryEvaluator} decides
 * one customer from plain facts. No I/O: leaves are fetched through {@link
 * io.quanyu.core.segment.LeafSource}.
 */
@NullMarked
package io.quanyu.core.segment;

import org.jspecify.annotations.NullMarked;
