package io.quanyu.reach.message;

import java.time.Instant;
import java.util.List;

/**
 * One call to a vendor, to be made: the same text to many customers by one sender.
 *
 * @param channel code of the channel
 * @param sender the guide by whom it goes, in the channel's own ids; empty where the brand sends
 * @param text as customers read it
 * @param customerNos no more than the channel takes in one call
 * @param visit counts the visits of one customer to one step of a journey; 0 for a broadcast
 * @param notBefore when the call may be made
 */
public record NewDispatch(
    String channel,
    String sender,
    String text,
    List<Integer> customerNos,
    int visit,
    Instant notBefore) {

  public NewDispatch {
    customerNos = List.copyOf(customerNos);
    if (customerNos.isEmpty() || text.isBlank()) {
      throw new IllegalArgumentException("a call without recipients or text");
    }
  }
}
