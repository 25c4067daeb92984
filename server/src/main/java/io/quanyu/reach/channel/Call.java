package io.quanyu.reach.channel;

import io.quanyu.core.contact.MessagePurpose;
import java.time.Instant;
import java.util.List;

/**
 * One call to a vendor: the same content to many customers by one sender.
 *
 * @param mark unique; the channel sends it with the call, as its key or within the text or link. It
 *     starts with {@code qy-}, the source in {@code 0-9a-z}, and a further hyphen
 * @param sender the guide by whom it goes, in the channel's own ids; empty where the brand sends
 * @param purpose marketing texts must carry a way out where the channel asks for one
 * @param content as written, before the channel adds what it must
 * @param customerNos at most {@link ChannelTerms#recipientsMax}
 * @param startedAt when this attempt began
 */
public record Call(
    String mark,
    String sender,
    MessagePurpose purpose,
    MessageContent content,
    List<Integer> customerNos,
    Instant startedAt) {

  public Call {
    customerNos = List.copyOf(customerNos);
  }
}
