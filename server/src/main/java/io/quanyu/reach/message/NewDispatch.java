package io.quanyu.reach.message;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.MessageContent;
import java.time.Instant;
import java.util.List;

/**
 * One call to a vendor, to be made: the same content to many customers by one sender.
 *
 * @param channel code of the channel
 * @param sender the guide by whom it goes, in the channel's own ids; empty where the brand sends
 * @param purpose marketing waits in quiet hours, and is not sent to who withdrew consent meanwhile
 * @param isPersonalised marketing whose recipients were chosen by profile or behaviour, so that it
 *     is not for who objects to that
 * @param content as written
 * @param customerNos no more than the channel takes in one call
 * @param visit counts the visits of one customer to one step of a journey; 0 for a broadcast
 * @param notBefore when the call may be made
 */
public record NewDispatch(
    String channel,
    String sender,
    MessagePurpose purpose,
    boolean isPersonalised,
    MessageContent content,
    List<Integer> customerNos,
    int visit,
    Instant notBefore) {

  public NewDispatch {
    customerNos = List.copyOf(customerNos);
    if (customerNos.isEmpty()) {
      throw new IllegalArgumentException("a call without recipients");
    }
  }
}
