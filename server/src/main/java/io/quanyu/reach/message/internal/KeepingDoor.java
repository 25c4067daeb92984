package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.message.internal.SendingSql.Claimed;
import io.quanyu.reach.message.internal.SendingSql.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The last look at what leaves: quiet hours, whether addresses may be used, and what recipients
 * agree to now: their messages may have been written days ago.
 */
@Component
public final class KeepingDoor {

  private final ContactPolicySql policies;
  private final SuppressionSql suppressions;
  private final Addresses addresses;
  private final MarketingConsent consent;
  private final SendingSql sending;

  public KeepingDoor(
      ContactPolicySql policies,
      SuppressionSql suppressions,
      Addresses addresses,
      MarketingConsent consent,
      SendingSql sending) {
    this.policies = policies;
    this.suppressions = suppressions;
    this.addresses = addresses;
    this.consent = consent;
    this.sending = sending;
  }

  boolean isQuiet(Instant now) {
    return policies.current().policy().quietHours().endAfter(now).isPresent();
  }

  /**
   * Leaves out of calls that were just taken who must not get them, in the same transaction.
   *
   * @return what is left to be made
   */
  List<Claimed> check(Channel channel, List<Claimed> taken, Instant now) {
    if (taken.isEmpty()) {
      return taken;
    }
    boolean isAnySuppressed = suppressions.isAny(channel.code());
    Map<Integer, List<UUID>> identifiers =
        isAnySuppressed || consent.isAnyOfAddress()
            ? addresses.of(recipients(taken, _ -> true), channel.address())
            : Map.of();
    var suppressed =
        isAnySuppressed ? suppressions.find(channel.code(), flat(identifiers)) : Set.<UUID>of();
    var general = refusals(channel, taken, false, identifiers);
    var personalised = refusals(channel, taken, true, identifiers);
    if (suppressed.isEmpty() && general.isEmpty() && personalised.isEmpty()) {
      return taken;
    }
    List<Refusal> refusals = new ArrayList<>();
    List<Claimed> left = new ArrayList<>();
    List<Claimed> empty = new ArrayList<>();
    for (var one : taken) {
      var unwanted = one.isPersonalised() ? personalised : general;
      List<Integer> allowed = new ArrayList<>();
      for (int customerNo : one.call().customerNos()) {
        var reason =
            identifiers.getOrDefault(customerNo, List.of()).stream().anyMatch(suppressed::contains)
                ? Reason.SUPPRESSED
                : isMarketing(one) ? unwanted.get(customerNo) : null;
        if (reason == null) {
          allowed.add(customerNo);
        } else {
          refusals.add(new Refusal(one, customerNo, reason.code()));
        }
      }
      if (allowed.isEmpty()) {
        empty.add(one);
      } else {
        left.add(to(allowed, one));
      }
    }
    sending.refuse(refusals);
    sending.cancel(empty, "nobody may get it any more", now);
    return left;
  }

  private Map<Integer, Reason> refusals(
      Channel channel,
      List<Claimed> taken,
      boolean isPersonalised,
      Map<Integer, List<UUID>> identifiers) {
    var customerNos =
        recipients(taken, one -> isMarketing(one) && one.isPersonalised() == isPersonalised);
    if (customerNos.isEmpty()) {
      return Map.of();
    }
    var held = new HashMap<>(identifiers);
    held.keySet().retainAll(customerNos);
    return consent.refusals(channel.code(), isPersonalised, customerNos, flat(held));
  }

  private static boolean isMarketing(Claimed claimed) {
    return claimed.call().purpose() == MessagePurpose.MARKETING;
  }

  private static Set<Integer> recipients(List<Claimed> taken, Predicate<Claimed> isMeant) {
    Set<Integer> customerNos = new HashSet<>();
    taken.stream().filter(isMeant).forEach(one -> customerNos.addAll(one.call().customerNos()));
    return customerNos;
  }

  private static List<UUID> flat(Map<Integer, List<UUID>> identifiers) {
    return identifiers.values().stream().flatMap(List::stream).distinct().toList();
  }

  private static Claimed to(List<Integer> customerNos, Claimed claimed) {
    var call = claimed.call();
    return new Claimed(
        claimed.dispatchNo(),
        claimed.attemptNo(),
        claimed.isOpen(),
        claimed.isPersonalised(),
        claimed.leaseUntil(),
        new Call(
            call.mark(),
            call.sender(),
            call.purpose(),
            call.content(),
            customerNos,
            call.startedAt()));
  }
}
