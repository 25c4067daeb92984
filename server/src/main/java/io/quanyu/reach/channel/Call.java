package io.quanyu.reach.channel;

import java.time.Instant;
import java.util.List;

/**
 * One call to a vendor: the same text to many customers by one sender.
 *
 * @param mark unique; the channel sends it with the call, as its key or within the text
 * @param sender the guide by whom it goes, in the channel's own ids; empty where the brand sends
 * @param text as customers read it, before the channel adds what it must
 * @param customerNos at most {@link ChannelTerms#recipientsMax}
 * @param startedAt when this attempt began
 */
public record Call(
    String mark, String sender, String text, List<Integer> customerNos, Instant startedAt) {

  public Call {
    customerNos = List.copyOf(customerNos);
  }
}
