package io.quanyu.know.portrait.internal;

import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.segment.spi.CustomerDirectory;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells segments who the customers are and how they are shown. */
@Component
class CustomerSource implements CustomerDirectory {

  private final KnownCustomers customers;
  private final Summaries summaries;

  CustomerSource(KnownCustomers customers, Summaries summaries) {
    this.customers = customers;
    this.summaries = summaries;
  }

  @Override
  public OptionalInt customerNo(UUID customerId) {
    return customers
        .find(customerId)
        .map(KnownCustomer::customerNo)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  @Override
  public List<?> summaries(List<Integer> customerNos) {
    return summaries.byNumber(customerNos);
  }
}
