package io.quanyu.platform.scope.spi;

import io.quanyu.core.access.DataScope;
import org.roaringbitmap.RoaringBitmap;

/** Tells who is in a scope. One Spring bean. */
@FunctionalInterface
public interface CustomersOfScope {

  /** The numbers of the customers of a scope who exist now. A new set; one statement. */
  RoaringBitmap of(DataScope scope);
}
