package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.MergedCustomers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Addresses as One-ID knows them. */
@Component
final class KnownAddresses implements Addresses {

  private final KnownCustomers customers;
  private final CustomerSets sets;

  KnownAddresses(KnownCustomers customers, CustomerSets sets) {
    this.customers = customers;
    this.sets = sets;
  }

  @Override
  public Map<Integer, List<UUID>> of(Collection<Integer> customerNos, IdentifierKind kind) {
    return customers.identifiersOf(customerNos, kind);
  }

  @Override
  public RoaringBitmap holders(Collection<UUID> identifiers) {
    return sets.holding(identifiers);
  }

  @Override
  public RoaringBitmap everyone() {
    return sets.everyone();
  }

  @Override
  public MergedCustomers merged() {
    return sets.merged();
  }
}
