package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.MergedCustomers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** What One-ID knows of customers: their addresses, as keyed hashes, and who they are now. */
public interface Addresses {

  /** The addresses of customers; who has none is missing. */
  Map<Integer, List<UUID>> of(Collection<Integer> customerNos, IdentifierKind kind);

  /** Customers who hold any of the addresses; a new set. */
  RoaringBitmap holders(Collection<UUID> identifiers);

  /** All customers; a new set. */
  RoaringBitmap everyone();

  /** Under which numbers messages may be kept that are somebody else's now. */
  MergedCustomers merged();
}
