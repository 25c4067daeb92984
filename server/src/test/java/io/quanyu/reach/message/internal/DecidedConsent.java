package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/** Consent as a test decides it; everybody agrees to everything at first. */
public final class DecidedConsent implements MarketingConsent {

  private final Map<String, RoaringBitmap> withdrawn = new HashMap<>();
  private final Map<Integer, Instant> withdrawnAt = new HashMap<>();
  private final RoaringBitmap minors = new RoaringBitmap();
  private final RoaringBitmap objecting = new RoaringBitmap();

  /** Customers withdraw consent to marketing over a channel. */
  public void withdraw(String channel, Collection<Integer> customerNos, Instant at) {
    customerNos.forEach(no -> {
      withdrawn.computeIfAbsent(channel, _ -> new RoaringBitmap()).add(no);
      withdrawnAt.put(no, at);
    });
  }

  /** Customers agree to it again. */
  public void grant(String channel, Collection<Integer> customerNos) {
    customerNos.forEach(no -> {
      withdrawn.computeIfAbsent(channel, _ -> new RoaringBitmap()).remove(no);
      withdrawnAt.remove(no);
    });
  }

  /** A customer is under 14 and nobody agreed for her. */
  public void isMinor(int customerNo) {
    minors.add(customerNo);
  }

  /** A customer must not be chosen by profile. */
  public void objects(int customerNo) {
    objecting.add(customerNo);
  }

  /** Everybody agrees to everything. */
  public void forget() {
    withdrawn.clear();
    withdrawnAt.clear();
    minors.clear();
    objecting.clear();
  }

  @Override
  public Barred barred(String channel, boolean isPersonalised) {
    return new Barred(
        minors.clone(),
        withdrawn.getOrDefault(channel, new RoaringBitmap()).clone(),
        isPersonalised ? objecting.clone() : new RoaringBitmap());
  }

  @Override
  public void catchUp() {}

  @Override
  public RoaringBitmap withdrawnSince(Set<String> channels, Instant from) {
    var since = new RoaringBitmap();
    channels.forEach(channel ->
        withdrawn
            .getOrDefault(channel, new RoaringBitmap())
            .forEach((int no) -> {
              if (!withdrawnAt.getOrDefault(no, Instant.MIN).isBefore(from)) {
                since.add(no);
              }
            }));
    return since;
  }

  @Override
  public boolean isAnyOfAddress() {
    return false;
  }

  @Override
  public Map<Integer, Reason> refusals(
      String channel,
      boolean isPersonalised,
      Collection<Integer> customerNos,
      Collection<UUID> addresses) {
    var barred = barred(channel, isPersonalised);
    Map<Integer, Reason> refusals = new HashMap<>();
    for (int no : customerNos) {
      if (barred.minors().contains(no)) {
        refusals.put(no, Reason.MINOR);
      } else if (barred.noConsent().contains(no)) {
        refusals.put(no, Reason.NO_CONSENT);
      } else if (barred.objecting().contains(no)) {
        refusals.put(no, Reason.NO_PERSONALISATION);
      }
    }
    return refusals;
  }
}
