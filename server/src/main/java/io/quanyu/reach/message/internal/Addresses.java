package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** Which addresses customers have, as keyed hashes. */
public interface Addresses {

  /** The addresses of customers; who has none is missing. */
  Map<Integer, List<UUID>> of(Collection<Integer> customerNos, IdentifierKind kind);

  /** Customers who hold any of the addresses; a new set. */
  RoaringBitmap holders(Collection<UUID> identifiers);

  /** All customers; a new set. */
  RoaringBitmap everyone();
}
