package io.quanyu.core.identity;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.IdentifierKind.Trust;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the server does with PostgreSQL, in memory: keeps evidence and blocked identifiers, and
 * resolves the closure of the accounts that a batch touches. An identifier that was blocked before
 * the batch and still is does not extend the closure.
 */
final class IncrementalIdentities {

  private final ResolutionPolicy policy;
  private final Map<Integer, AccountEvidence> accounts = new TreeMap<>();
  private final Map<UUID, Set<Integer>> holders = new HashMap<>();
  private final Set<UUID> blocked = new HashSet<>();
  private final Map<Integer, Integer> personOf = new HashMap<>();
  private int lastPerson;

  IncrementalIdentities(ResolutionPolicy policy) {
    this.policy = policy;
  }

  void add(Collection<AccountEvidence> claims) {
    Set<Integer> touched = new HashSet<>();
    for (var claim : claims) {
      accounts.merge(claim.accountNo(), claim, AccountEvidence::join);
      claim
          .identifiers()
          .forEach(held ->
              holders.computeIfAbsent(held.hash(), _ -> new HashSet<>()).add(claim.accountNo()));
      touched.add(claim.accountNo());
    }
    resolve(touched, Set.of());
  }

  void retract(int accountNo, HeldIdentifier identifier) {
    accounts.computeIfPresent(
        accountNo,
        (_, account) -> {
          var left = new ArrayList<>(account.identifiers());
          left.remove(identifier);
          return new AccountEvidence(
              accountNo, account.key(), account.firstSeenMs(), account.traits(), left);
        });
    boolean isStillHeld =
        account(accountNo).identifiers().stream()
            .anyMatch(held -> held.hash().equals(identifier.hash()));
    if (!isStillHeld) {
      holders.getOrDefault(identifier.hash(), new HashSet<>()).remove(accountNo);
    }
    resolve(Set.of(accountNo), Set.of(identifier.hash()));
  }

  Set<Set<Integer>> persons() {
    return Set.copyOf(
        personOf.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
            .values());
  }

  private void resolve(Set<Integer> touched, Set<UUID> retracted) {
    Set<UUID> touchedIdentifiers = new HashSet<>(retracted);
    touched.forEach(accountNo ->
        account(accountNo).identifiers().forEach(held -> touchedIdentifiers.add(held.hash())));
    Set<UUID> stillBlocked = new HashSet<>(blocked);
    for (var identifier : touchedIdentifiers) {
      boolean wasBlocked = blocked.contains(identifier);
      boolean isBlocked = isBlocked(identifier);
      if (isBlocked) {
        blocked.add(identifier);
      } else {
        blocked.remove(identifier);
      }
      if (!wasBlocked || !isBlocked) {
        stillBlocked.remove(identifier);
      }
    }
    var closure = closure(touched, touchedIdentifiers, stillBlocked);
    var evidence = closure.stream().map(this::account).toList();
    for (var person :
        IdentityResolverTests.persons(IdentityResolver.resolve(evidence, policy, stillBlocked))) {
      int number = ++lastPerson;
      person.forEach(accountNo -> personOf.put(accountNo, number));
    }
  }

  private Set<Integer> closure(
      Set<Integer> touched, Set<UUID> touchedIdentifiers, Set<UUID> stillBlocked) {
    Set<Integer> closure = new HashSet<>(touched);
    var queue = new ArrayDeque<>(touchedIdentifiers);
    Set<UUID> seen = new HashSet<>(touchedIdentifiers);
    while (!queue.isEmpty()) {
      var identifier = queue.poll();
      if (stillBlocked.contains(identifier)) {
        continue;
      }
      for (int accountNo : holders.getOrDefault(identifier, Set.of())) {
        if (closure.add(accountNo)) {
          for (var held : account(accountNo).identifiers()) {
            if (seen.add(held.hash())) {
              queue.add(held.hash());
            }
          }
        }
      }
    }
    return closure;
  }

  private boolean isBlocked(UUID identifier) {
    Map<Integer, Trust> trusts = new HashMap<>();
    for (int accountNo : holders.getOrDefault(identifier, Set.of())) {
      for (var held : account(accountNo).identifiers()) {
        if (held.hash().equals(identifier)) {
          trusts.merge(
              accountNo,
              held.kind().trust(),
              (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
      }
    }
    if (trusts.isEmpty()) {
      return false;
    }
    Trust best = trusts.values().stream().min(Trust::compareTo).orElseThrow();
    List<PersonTraits> traits =
        trusts.entrySet().stream()
            .filter(holder -> holder.getValue() == best)
            .map(holder -> account(holder.getKey()).traits())
            .toList();
    return policy.blocks(best, traits);
  }

  private AccountEvidence account(int accountNo) {
    return requireNonNull(accounts.get(accountNo));
  }
}
