package io.quanyu.reach.channel;

import java.time.Instant;
import java.util.List;

/**
 * A call that a vendor has.
 *
 * @param vendorId how the vendor names it
 * @param sender as in {@link Call}
 * @param customerNos its recipients, those left out whom the vendor refused
 */
public record AcceptedCall(
    String vendorId, String mark, String sender, List<Integer> customerNos, Instant acceptedAt) {

  public AcceptedCall {
    customerNos = List.copyOf(customerNos);
  }
}
