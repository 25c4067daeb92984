package io.quanyu.know.portrait;

import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.profile.Profiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Names customers in lists of other modules. */
@Service
public final class CustomerNames {

  private final KnownCustomers customers;
  private final Profiles profiles;

  public CustomerNames(KnownCustomers customers, Profiles profiles) {
    this.customers = customers;
    this.profiles = profiles;
  }

  /** Some tens of customers by number; each of the given ones has an entry. */
  public Map<Integer, NamedCustomer> of(Collection<Integer> customerNos) {
    Map<Integer, NamedCustomer> named = new HashMap<>();
    customerNos.forEach(no -> named.put(no, new NamedCustomer(null, no, null)));
    if (customerNos.isEmpty()) {
      return named;
    }
    var golden = profiles.find(customerNos);
    for (var customer : customers.find(customerNos)) {
      int no = customer.customerNo();
      var profile = golden.get(no);
      named.put(
          no,
          new NamedCustomer(
              customer.customerId(),
              no,
              profile == null ? null : Masking.name(profile.personal().shownName())));
    }
    return named;
  }
}
