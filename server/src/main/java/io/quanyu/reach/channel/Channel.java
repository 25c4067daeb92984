package io.quanyu.reach.channel;

import io.quanyu.core.identity.IdentifierKind;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import org.roaringbitmap.RoaringBitmap;

/**
 * A way to reach customers: WeCom through their guides, SMS, a page of the mini-program. Every
 * channel is a bean, set up or not.
 */
public interface Channel {

  /** Stable code, such as {@code wecom} or {@code sms}. */
  String code();

  /** Whether somebody has entered what it needs, so that calls can be made. */
  boolean isSetUp();

  /** How calls are made, and how many. */
  ChannelTerms terms();

  /** What it is like for those who plan messages. */
  ChannelFeatures features();

  /**
   * The kind of identifier that is its address: what it decided, and that it must not be used, is
   * kept under it.
   */
  IdentifierKind address();

  /** Customers with an address now, from memory; a new set. Nobody while it is not set up. */
  RoaringBitmap lit();

  /**
   * Splits customers by the guide through whom they are reached.
   *
   * @return disjoint new sets by sender; customers who are not lit are missing. Where the brand
   *     itself sends, one set under the empty string
   */
  Map<String, RoaringBitmap> bySender(RoaringBitmap customers);

  /**
   * Of customers who share an address the one with the lowest number: a person must not read the
   * same twice because her family has one phone.
   *
   * @return the customers of the set who are left; a new set
   */
  default RoaringBitmap oneAnAddress(RoaringBitmap customers) {
    return customers.clone();
  }

  /**
   * Brings what {@link #lit}, {@link #bySender} and {@link #oneAnAddress} know up to everything
   * that is committed now. They may be some seconds or a running import behind, which will do for
   * an estimate; whom messages go to must not be a customer who was merged away. Takes some seconds
   * a million customers.
   */
  default void catchUp() {}

  /** The most messages that the vendor takes for one customer in a calendar month (Shanghai). */
  default OptionalInt quota(YearMonth month) {
    return OptionalInt.empty();
  }

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

  /**
   * Asks the vendor how far an accepted call is. Only for {@link
   * ChannelFeatures.ReceiptsBy#ASKING}.
   *
   * @throws ChannelUnavailableException if the vendor cannot be asked now
   */
  default CallProgress ask(AcceptedCall call) {
    throw new UnsupportedOperationException(code() + " tells by callbacks");
  }

  /**
   * Takes back what nobody confirmed of an accepted call; may be repeated. Whether it came in time
   * is learned by {@link #ask} afterwards. Only where {@link ChannelFeatures#isRecallable}.
   *
   * @throws ChannelUnavailableException if the vendor cannot be asked now
   */
  default void recall(AcceptedCall call) {
    throw new UnsupportedOperationException(code() + " takes nothing back");
  }
}
