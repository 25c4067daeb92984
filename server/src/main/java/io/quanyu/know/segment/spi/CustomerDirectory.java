package io.quanyu.know.segment.spi;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Who the customers are. One Spring bean. */
public interface CustomerDirectory {

  /** The number behind a public id; empty if there is no such customer. */
  OptionalInt customerNo(UUID customerId);

  /**
   * What is shown of customers in a list, masked: {@code CustomerSummary} of the HTTP API.
   *
   * @param customerNos some tens
   * @return in the given order; customers that vanished meanwhile are left out
   */
  List<?> summaries(List<Integer> customerNos);
}
