package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentifierKind.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Accounts and the identifiers that several of them share, both numbered in the order of their
 * hashes, so that numbers mean the same whatever order the evidence came in. Identifiers of one
 * account are left out: they link nothing.
 */
final class EvidenceIndex {

  private static final Comparator<AccountEvidence> BY_KEY =
      Comparator.comparing(AccountEvidence::key).thenComparingInt(AccountEvidence::accountNo);

  /** By account. */
  final AccountEvidence[] accounts;

  final PersonFacts[] facts;

  /** By identifier: strong ones first, by kind; then by hash. Blocked ones are not here. */
  final List<SharedIdentifier> identifiers;

  final Set<UUID> blocked;

  /** Holders of one hash while they are collected, in account order. */
  private static final class Collected {
    private IdentifierKind kind;
    private int count;
    private int[] holders = new int[2];
    private Trust[] trusts = new Trust[2];
    private boolean[] superseded = new boolean[2];

    private Collected(IdentifierKind kind) {
      this.kind = kind;
    }

    private void add(int account, IdentifierKind heldAs, boolean isSuperseded) {
      if (heldAs.compareTo(kind) < 0) {
        kind = heldAs;
      }
      if (count > 0 && holders[count - 1] == account) {
        if (heldAs.trust().compareTo(trusts[count - 1]) < 0) {
          trusts[count - 1] = heldAs.trust();
        }
        return;
      }
      if (count == holders.length) {
        holders = Arrays.copyOf(holders, count * 2);
        trusts = Arrays.copyOf(trusts, count * 2);
        superseded = Arrays.copyOf(superseded, count * 2);
      }
      holders[count] = account;
      trusts[count] = heldAs.trust();
      superseded[count] = isSuperseded;
      count++;
    }
  }

  EvidenceIndex(
      Collection<AccountEvidence> evidence, ResolutionPolicy policy, Set<UUID> knownBlocked) {
    accounts = sortAndJoin(evidence);
    facts = new PersonFacts[accounts.length];
    Map<UUID, Collected> collected = HashMap.newHashMap(accounts.length * 2);
    for (int account = 0; account < accounts.length; account++) {
      collect(account, collected);
    }
    List<SharedIdentifier> shared = new ArrayList<>();
    Set<UUID> tooMany = new HashSet<>();
    collected.forEach((hash, entry) -> {
      if (entry.count > 1) {
        if (knownBlocked.contains(hash) || isBlocked(entry, policy)) {
          tooMany.add(hash);
        } else {
          shared.add(toShared(hash, entry));
        }
      }
    });
    shared.sort(Comparator.comparing(SharedIdentifier::kind).thenComparing(SharedIdentifier::hash));
    identifiers = List.copyOf(shared);
    blocked = tooMany;
  }

  private static AccountEvidence[] sortAndJoin(Collection<AccountEvidence> evidence) {
    AccountEvidence[] sorted = evidence.toArray(AccountEvidence[]::new);
    Arrays.sort(sorted, BY_KEY);
    int count = 0;
    for (AccountEvidence next : sorted) {
      if (count > 0 && sorted[count - 1].key().equals(next.key())) {
        sorted[count - 1] = sorted[count - 1].join(next);
      } else {
        sorted[count++] = next;
      }
    }
    return count == sorted.length ? sorted : Arrays.copyOf(sorted, count);
  }

  private void collect(int account, Map<UUID, Collected> collected) {
    AccountEvidence evidence = accounts[account];
    List<HeldIdentifier> exclusives = latestExclusives(evidence.identifiers());
    facts[account] = PersonFacts.of(evidence.traits(), exclusives);
    for (HeldIdentifier held : evidence.identifiers()) {
      boolean isSuperseded = held.kind().isExclusive() && !exclusives.contains(held);
      collected
          .computeIfAbsent(held.hash(), _ -> new Collected(held.kind()))
          .add(account, held.kind(), isSuperseded);
    }
  }

  /**
   * An account that has had two identifiers in one exclusive namespace (a member number that was
   * reissued) counts with the later one; the earlier one no longer links it.
   */
  private static List<HeldIdentifier> latestExclusives(List<HeldIdentifier> identifiers) {
    List<HeldIdentifier> latest = List.of();
    for (HeldIdentifier held : identifiers) {
      if (held.kind().isExclusive()) {
        if (latest.isEmpty()) {
          latest = new ArrayList<>(2);
        }
        int rival = 0;
        while (rival < latest.size() && latest.get(rival).namespace() != held.namespace()) {
          rival++;
        }
        if (rival == latest.size()) {
          latest.add(held);
        } else if (LATEST.compare(held, latest.get(rival)) > 0) {
          latest.set(rival, held);
        }
      }
    }
    return latest;
  }

  private static final Comparator<HeldIdentifier> LATEST =
      Comparator.comparingLong(HeldIdentifier::seenAtMs).thenComparing(HeldIdentifier::hash);

  private boolean isBlocked(Collected entry, ResolutionPolicy policy) {
    Trust trust = entry.kind.trust();
    if (entry.count
        <= Math.min(policy.namesPerIdentifierMax(), policy.accountsPerIdentifierMax())) {
      return false;
    }
    List<PersonTraits> holders = new ArrayList<>(entry.count);
    for (int i = 0; i < entry.count; i++) {
      if (entry.trusts[i] == trust) {
        holders.add(accounts[entry.holders[i]].traits());
      }
    }
    return policy.blocks(trust, holders);
  }

  private static SharedIdentifier toShared(UUID hash, Collected entry) {
    int count = 0;
    int[] holders = new int[entry.count];
    Trust[] trusts = new Trust[entry.count];
    for (int i = 0; i < entry.count; i++) {
      if (!entry.superseded[i]) {
        holders[count] = entry.holders[i];
        trusts[count++] = entry.trusts[i];
      }
    }
    return new SharedIdentifier(
        hash, entry.kind, Arrays.copyOf(holders, count), Arrays.copyOf(trusts, count));
  }
}
