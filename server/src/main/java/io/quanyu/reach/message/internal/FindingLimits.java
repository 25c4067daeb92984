package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.FrequencyCap;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.identity.MergedCustomers;
import io.quanyu.reach.message.ContactLimits.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Finds whom the rules of contact keep messages from: some statements, whatever the audience. */
@Component
public final class FindingLimits {

  /** Vendors of China count by its months. */
  private static final ZoneId QUOTA_ZONE = ZoneId.of("Asia/Shanghai");

  private final SuppressionSql suppressions;
  private final ContactPolicySql policies;
  private final SentSets sent;
  private final Channels channels;
  private final Addresses addresses;
  private final MarketingConsent consent;

  public FindingLimits(
      SuppressionSql suppressions,
      ContactPolicySql policies,
      SentSets sent,
      Channels channels,
      Addresses addresses,
      MarketingConsent consent) {
    this.suppressions = suppressions;
    this.policies = policies;
    this.sent = sent;
    this.channels = channels;
    this.addresses = addresses;
    this.consent = consent;
  }

  /** See {@link io.quanyu.reach.message.ContactLimits#find}. */
  public Map<String, Limits> find(
      Set<String> codes, MessagePurpose purpose, boolean isPersonalised, Instant now) {
    boolean isMarketing = purpose == MessagePurpose.MARKETING;
    Map<FrequencyCap, RoaringBitmap> reached = new HashMap<>();
    List<FrequencyCap> caps = isMarketing ? policies.current().policy().caps() : List.of();
    var merged = addresses.merged();
    Map<String, Limits> limits = new HashMap<>();
    for (var code : codes) {
      var capped = new RoaringBitmap();
      for (var cap : caps) {
        if (cap.scope().includes(code)) {
          capped.or(reached.computeIfAbsent(cap, one -> reached(one, now, merged)));
        }
      }
      var barred =
          isMarketing
              ? consent.barred(code, isPersonalised)
              : new MarketingConsent.Barred(
                  new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
      limits.put(
          code,
          new Limits(
              addresses.holders(suppressions.all(code)),
              barred.minors(),
              barred.noConsent(),
              barred.objecting(),
              capped,
              quotaUsed(code, now, merged)));
    }
    return limits;
  }

  /** See {@link io.quanyu.reach.message.ContactLimits#lostSince}. */
  public RoaringBitmap lostSince(Set<String> codes, Instant from) {
    var lost = addresses.holders(suppressions.identifiersSince(codes, from));
    lost.or(consent.withdrawnSince(codes, from));
    return lost;
  }

  private RoaringBitmap reached(FrequencyCap cap, Instant now, MergedCustomers merged) {
    if (cap.messagesMax() == 0) {
      return addresses.everyone();
    }
    var channel =
        switch (cap.scope()) {
          case FrequencyCap.Scope.AllChannels _ -> Optional.<String>empty();
          case FrequencyCap.Scope.OneChannel(var only) -> Optional.of(only);
        };
    return sent.marketingSince(channel, now.minus(Duration.ofDays(cap.days())), cap.messagesMax())
        .atLeast(cap.messagesMax(), merged);
  }

  private RoaringBitmap quotaUsed(String code, Instant now, MergedCustomers merged) {
    var month = YearMonth.from(now.atZone(QUOTA_ZONE));
    var quota = channels.get(code).quota(month);
    if (quota.isEmpty()) {
      return new RoaringBitmap();
    }
    if (quota.getAsInt() <= 0) {
      return addresses.everyone();
    }
    return sent.inSpan(
            code,
            month.atDay(1).atStartOfDay(QUOTA_ZONE).toInstant(),
            month.plusMonths(1).atDay(1).atStartOfDay(QUOTA_ZONE).toInstant(),
            quota.getAsInt())
        .atLeast(quota.getAsInt(), merged);
  }
}
