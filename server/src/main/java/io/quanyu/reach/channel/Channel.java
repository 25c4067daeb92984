package io.quanyu.reach.channel;

import java.util.Collection;
import java.util.Map;

/**
 * A way to reach customers: WeCom through their guides, SMS, a page of the mini-program. A bean of
 * this type is a channel that is set up.
 */
public interface Channel {

  /** Stable code, such as {@code wecom} or {@code sms}. */
  String code();

  /** What the channel can do, and how much of it. */
  ChannelTerms terms();

  /**
   * Makes one call to the vendor. Returns within {@link ChannelTerms#callMax}, whatever the network
   * does, and does not call again by itself unless the vendor surely did nothing.
   *
   * @return {@link CallAnswer.Lost} unless the vendor's answer is known for certain
   */
  CallAnswer send(Call call);

  /**
   * Asks the vendor what became of calls. Only for {@link Redelivery#LOOK_UP}.
   *
   * @param calls calls of which no answer is known
   * @return the vendor's ids, by mark, of those that it has
   * @throws ChannelUnavailableException if the vendor cannot be asked now
   */
  default Map<String, String> lookUp(Collection<Call> calls) {
    throw new UnsupportedOperationException(code() + " cannot look up what was sent");
  }
}
