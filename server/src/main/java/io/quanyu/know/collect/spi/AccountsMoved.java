package io.quanyu.know.collect.spi;

import org.roaringbitmap.RoaringBitmap;

/**
 * Told of merges and splits of a chunk in the chunk's transaction, after its facts are written, for
 * modules that keep under customers what follows from their accounts.
 */
@FunctionalInterface
public interface AccountsMoved {

  /**
   * Accounts changed hands.
   *
   * @param customers the numbers of who lost and who won some, up to some ten thousand; not to be
   *     changed
   */
  void moved(RoaringBitmap customers);
}
