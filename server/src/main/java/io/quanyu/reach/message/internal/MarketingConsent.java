package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** What marketing needs to know of consent. */
public interface MarketingConsent {

  /**
   * Who must get no marketing; sets that may hold numbers that nobody has.
   *
   * @param minors are under 14, and no guardian agreed
   * @param noConsent withdrew, or never agreed where that is demanded
   * @param objecting must not be chosen by profile or behaviour; empty for general messages
   */
  record Barred(RoaringBitmap minors, RoaringBitmap noConsent, RoaringBitmap objecting) {}

  /** Who must get no marketing over a channel, as of everything that is committed now. */
  Barred barred(String channel, boolean isPersonalised);

  /**
   * Lets opt-outs of addresses count for who came to hold them since: before it is chosen whom
   * messages go to.
   */
  void catchUp();

  /** Customers who withdrew marketing for one of the channels, or all, at or after a moment. */
  RoaringBitmap withdrawnSince(Set<String> channels, Instant from);

  /** Whether addresses matter to {@link #refusals}. */
  boolean isAnyOfAddress();

  /**
   * Who must get no marketing after all, in the transaction that lets messages go.
   *
   * @param addresses of the customers on the channel, if they matter
   * @return why not; who may get it is missing
   */
  Map<Integer, Reason> refusals(
      String channel,
      boolean isPersonalised,
      Collection<Integer> customerNos,
      Collection<UUID> addresses);
}
