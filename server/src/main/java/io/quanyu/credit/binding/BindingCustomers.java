package io.quanyu.credit.binding;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.know.collect.spi.CustomersTouched;
import io.quanyu.know.identity.CustomerOwners;
import io.quanyu.know.purchase.Purchases;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Gives customers without an owner to the store of their first sale. An owner once given stays: a
 * holiday purchase in another town does not take a customer from her guide.
 */
@Component
public final class BindingCustomers implements CustomersTouched {

  private static final int BLOCK = 20_000;

  private final CustomerOwners owners;
  private final Purchases purchases;
  private final Organisation organisation;

  public BindingCustomers(CustomerOwners owners, Purchases purchases, Organisation organisation) {
    this.owners = owners;
    this.purchases = purchases;
    this.organisation = organisation;
  }

  /**
   * Binds everybody who could not be bound when she bought, because the store was in no list yet.
   */
  void bindAll() {
    var block = new RoaringBitmap();
    for (int customer : purchases.buyersInStores()) {
      block.add(customer);
      if (block.getCardinality() == BLOCK) {
        touched(block);
        block = new RoaringBitmap();
      }
    }
    touched(block);
  }

  @Override
  public void touched(RoaringBitmap customers) {
    owners.followMerges(customers);
    var storeCodes = purchases.firstStoresOf(owners.withoutOwner(customers));
    var units = organisation.unitNumbersOfStores(new HashSet<>(storeCodes.values()));
    Map<Integer, Integer> found = new HashMap<>();
    storeCodes.forEach((customer, code) -> {
      var unit = units.get(code);
      if (unit != null) { // a code that no list of stores knows yet
        found.put(customer, unit);
      }
    });
    owners.assign(found);
  }
}
