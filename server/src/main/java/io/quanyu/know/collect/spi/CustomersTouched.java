package io.quanyu.know.collect.spi;

import org.roaringbitmap.RoaringBitmap;

/** Told of the customers of a chunk in the chunk's transaction, after their facts are written. */
@FunctionalInterface
public interface CustomersTouched {

  /**
   * Some ten thousand customers who bought in a store or were merged or split.
   *
   * @param customers their numbers; not to be changed
   */
  void touched(RoaringBitmap customers);
}
