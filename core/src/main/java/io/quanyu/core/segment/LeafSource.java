package io.quanyu.core.segment;

import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers the questions at the leaves of a plan, all as of one moment and one state of the data.
 */
public interface LeafSource {

  /**
   * The customers a question finds. The answer may be shared and must not be changed; it may hold
   * numbers of customers that no longer exist.
   */
  RoaringBitmap find(LeafQuery query);

  /**
   * How many customers {@link #find} will return, if that is known without asking the question;
   * empty when it takes a query. Only the order of work depends on it, never the result.
   */
  OptionalLong knownSize(LeafQuery query);
}
