package io.quanyu.know.metric;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/** A set of customers cut into sets of bounded size, in ascending order. */
final class Blocks implements Iterator<RoaringBitmap> {

  private final BatchIterator numbers;
  private final int[] buffer;

  Blocks(RoaringBitmap customers, int size) {
    this.numbers = customers.getBatchIterator();
    this.buffer = new int[size];
  }

  @Override
  public boolean hasNext() {
    return numbers.hasNext();
  }

  @Override
  public RoaringBitmap next() {
    int count = numbers.hasNext() ? numbers.nextBatch(buffer) : 0;
    if (count == 0) {
      throw new NoSuchElementException();
    }
    var block = new RoaringBitmap();
    block.addN(buffer, 0, count);
    return block;
  }
}
