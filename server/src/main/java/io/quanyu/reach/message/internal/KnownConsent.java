package io.quanyu.reach.message.internal;

import io.quanyu.core.consent.ConsentTerms.Verdict;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.know.consent.ConsentedCustomers;
import io.quanyu.know.consent.Consents;
import io.quanyu.know.consent.Purpose;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Consent as the ledger knows it. */
@Component
public final class KnownConsent implements MarketingConsent {

  private final Consents consents;
  private final ConsentedCustomers consented;

  public KnownConsent(Consents consents, ConsentedCustomers consented) {
    this.consents = consents;
    this.consented = consented;
  }

  @Override
  public Barred barred(String channel, boolean isPersonalised) {
    var marketing = consented.barred(Purpose.MARKETING, Optional.of(channel));
    if (!isPersonalised) {
      return new Barred(marketing.minors(), marketing.refused(), new RoaringBitmap());
    }
    var personalised = consented.barred(Purpose.PERSONALISED_MARKETING, Optional.of(channel));
    return new Barred(
        RoaringBitmap.or(marketing.minors(), personalised.minors()),
        marketing.refused(),
        personalised.refused());
  }

  @Override
  public void catchUp() {
    consented.catchUp();
  }

  @Override
  public RoaringBitmap withdrawnSince(Set<String> channels, Instant from) {
    return consents.withdrawnSince(Purpose.MARKETING, channels, from);
  }

  @Override
  public boolean isAnyOfAddress() {
    return consents.isAnyOfAddress();
  }

  @Override
  public Map<Integer, Reason> refusals(
      String channel,
      boolean isPersonalised,
      Collection<Integer> customerNos,
      Collection<UUID> addresses) {
    Map<Integer, Reason> refusals = new HashMap<>();
    if (isPersonalised) {
      consents
          .refused(Purpose.PERSONALISED_MARKETING, channel, customerNos, addresses)
          .forEach((no, why) -> refusals.put(no, reason(why, Reason.NO_PERSONALISATION)));
    }
    // Comes last and covers the other, as the order of the reasons demands, but for minors.
    consents
        .refused(Purpose.MARKETING, channel, customerNos, addresses)
        .forEach((no, why) -> {
          if (refusals.get(no) != Reason.MINOR) {
            refusals.put(no, reason(why, Reason.NO_CONSENT));
          }
        });
    return refusals;
  }

  private static Reason reason(Verdict verdict, Reason refused) {
    return verdict == Verdict.MINOR ? Reason.MINOR : refused;
  }
}
