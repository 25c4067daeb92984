package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.segment.SegmentCondition;
import org.roaringbitmap.RoaringBitmap;

/** Who satisfies conditions now. */
@FunctionalInterface
interface Membership {

  /** A new set. */
  RoaringBitmap members(SegmentCondition condition);
}
