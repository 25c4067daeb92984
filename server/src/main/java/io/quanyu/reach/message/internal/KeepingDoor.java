package io.quanyu.reach.message.internal;

import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.message.OptOutReason;
import io.quanyu.reach.message.internal.SendingSql.Claimed;
import io.quanyu.reach.message.internal.SendingSql.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The last look at what leaves: quiet hours, and whether recipients opted out after their messages
 * were written, which may be days.
 */
@Component
public final class KeepingDoor {

  private final ContactPolicySql policies;
  private final OptOutSql optOuts;
  private final Addresses addresses;
  private final SendingSql sending;

  public KeepingDoor(
      ContactPolicySql policies, OptOutSql optOuts, Addresses addresses, SendingSql sending) {
    this.policies = policies;
    this.optOuts = optOuts;
    this.addresses = addresses;
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
    if (taken.isEmpty() || !optOuts.isAny(channel.code())) {
      return taken;
    }
    Set<Integer> customerNos = new HashSet<>();
    taken.forEach(one -> customerNos.addAll(one.call().customerNos()));
    var identifiers = addresses.of(customerNos, channel.address());
    var reasons =
        optOuts.find(
            channel.code(),
            identifiers.values().stream().flatMap(List::stream).distinct().toList());
    if (reasons.isEmpty()) {
      return taken;
    }
    List<Refusal> refusals = new ArrayList<>();
    List<Claimed> left = new ArrayList<>();
    List<Claimed> empty = new ArrayList<>();
    for (var one : taken) {
      List<Integer> allowed = new ArrayList<>();
      for (int customerNo : one.call().customerNos()) {
        var held = identifiers.getOrDefault(customerNo, List.of());
        refusal(one.call().purpose(), held, reasons)
            .ifPresentOrElse(
                reason -> refusals.add(new Refusal(one, customerNo, reason.code())),
                () -> allowed.add(customerNo));
      }
      if (allowed.isEmpty()) {
        empty.add(one);
      } else {
        left.add(to(allowed, one));
      }
    }
    sending.refuse(refusals);
    sending.cancel(empty, "everybody opted out", now);
    return left;
  }

  private static Optional<Reason> refusal(
      MessagePurpose purpose, List<UUID> held, Map<UUID, List<OptOutReason>> reasons) {
    var found =
        held.stream().flatMap(one -> reasons.getOrDefault(one, List.of()).stream()).toList();
    if (found.stream().anyMatch(OptOutReason::isSuppressing)) {
      return Optional.of(Reason.SUPPRESSED);
    }
    return !found.isEmpty() && purpose == MessagePurpose.MARKETING
        ? Optional.of(Reason.NO_CONSENT)
        : Optional.empty();
  }

  private static Claimed to(List<Integer> customerNos, Claimed claimed) {
    var call = claimed.call();
    return new Claimed(
        claimed.dispatchNo(),
        claimed.attemptNo(),
        claimed.isOpen(),
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
