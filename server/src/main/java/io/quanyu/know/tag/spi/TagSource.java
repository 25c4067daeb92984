package io.quanyu.know.tag.spi;

import java.time.Instant;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Computes one tag from the facts that the implementing module owns. A Spring bean. */
public interface TagSource {

  TagDefinition definition();

  /**
   * The customers of each value, for all customers at once. Runs outside of any transaction and may
   * take a while; must not issue a statement for each customer.
   *
   * @param asOf the moment that "how long ago" is counted back from
   * @return new bitmaps, which the caller keeps; values without customers may be left out
   */
  Map<String, RoaringBitmap> customersByValue(Instant asOf);
}
