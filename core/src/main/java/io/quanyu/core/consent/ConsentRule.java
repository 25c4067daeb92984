package io.quanyu.core.consent;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a customer, a set of accounts, has said about one purpose. A function of the accounts that
 * are hers today and of the set of decisions, so the order in which either is learned does not
 * matter.
 */
public final class ConsentRule {

  /*
   * Every decision binds the accounts that were the customer's when she decided; one of an address
   * binds the accounts that hold it. What is said of all channels is said of each.
   *
   * 1. A grant counts while the account that spoke is hers: after a split nobody has agreed for
   *    somebody else. A withdrawal counts for every account that it binds.
   * 2. An account has said what the latest decision says that binds it; of two at the same moment
   *    the withdrawal.
   * 3. A customer has withdrawn if one of her accounts has; she has agreed if one of them has and
   *    none has withdrawn. So after a merge a withdrawal of either part counts until the merged
   *    person agrees: that grant binds all her accounts, and is later.
   *
   * Every doubt falls on the side of leaving her alone.
   */

  private static final Comparator<ConsentStatement> LATEST =
      Comparator.comparing(ConsentStatement::at)
          .thenComparing(statement -> !statement.isGrant())
          .thenComparing(ConsentStatement::isByGuardian)
          .thenComparingLong(ConsentStatement::decisionNo);

  private ConsentRule() {}

  /**
   * What holds.
   *
   * @param isByGuardian a guardian agreed for her
   * @param deciding the decision that it follows from
   */
  public record Derived(ConsentState state, boolean isByGuardian, ConsentStatement deciding) {}

  /**
   * Derives what holds for one purpose.
   *
   * @param accounts the customer's, today
   * @param binding the decisions that bind each account; accounts without any may be missing
   * @return by channel, and under the empty code for every other channel; missing where nothing was
   *     said
   */
  public static SortedMap<String, Derived> derive(
      Set<Integer> accounts, Map<Integer, List<ConsentStatement>> binding) {
    var channels = new TreeSet<String>();
    for (int account : accounts) {
      binding.getOrDefault(account, List.of()).forEach(one -> channels.add(one.channel()));
    }
    if (!channels.isEmpty()) {
      channels.add("");
    }
    var derived = new TreeMap<String, Derived>();
    for (var channel : channels) {
      of(channel, accounts, binding).ifPresent(one -> derived.put(channel, one));
    }
    return derived;
  }

  private static Optional<Derived> of(
      String channel, Set<Integer> accounts, Map<Integer, List<ConsentStatement>> binding) {
    var said =
        accounts.stream()
            .flatMap(account ->
                binding.getOrDefault(account, List.of()).stream()
                    .filter(one -> one.channel().isEmpty() || one.channel().equals(channel))
                    .filter(one -> !one.isGrant() || accounts.contains(one.speaker()))
                    .max(LATEST)
                    .stream())
            .toList();
    var withdrawn = said.stream().filter(one -> !one.isGrant()).max(LATEST);
    if (withdrawn.isPresent()) {
      return withdrawn.map(one -> new Derived(ConsentState.WITHDRAWN, false, one));
    }
    return said.stream()
        .max(LATEST)
        .map(one ->
            new Derived(
                ConsentState.GRANTED, said.stream().anyMatch(ConsentStatement::isByGuardian), one));
  }
}
