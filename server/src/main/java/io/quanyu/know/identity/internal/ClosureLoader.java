package io.quanyu.know.identity.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind.Trust;
import io.quanyu.core.identity.PersonTraits;
import io.quanyu.core.identity.ResolutionPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Loads all accounts that a batch can influence: those that share identifiers with its changed
 * accounts, directly or over others. Blocked identifiers are not followed, unless the batch blocks
 * or unblocks them.
 */
final class ClosureLoader {

  /** Holders by an order's phone alone: one a channel, they do not count towards the limit. */
  private static final int ATTACHED_HOLDERS_MAX = 64;

  private final IdentitySql sql;
  private final ResolutionPolicy policy;

  /** What belongs to the closure. */
  private final Map<Integer, KnownAccount> accounts = new HashMap<>();

  /** Read to judge identifiers, without their own identifiers; most will belong to the closure. */
  private final Map<Integer, KnownAccount> holderAccounts = new HashMap<>();

  private final Set<UUID> seen = new HashSet<>();
  private final Set<UUID> knownBlocked = new HashSet<>();
  private final Set<UUID> newlyBlocked = new HashSet<>();
  private final Set<UUID> unblocked = new HashSet<>();

  ClosureLoader(IdentitySql sql, ResolutionPolicy policy) {
    this.sql = sql;
    this.policy = policy;
  }

  /**
   * @param accounts by number, with all their identifiers
   * @param knownBlocked identifiers that were blocked and still are: their holders need not be here
   * @param newlyBlocked identifiers that the batch blocks
   * @param unblocked identifiers that the batch unblocks
   */
  record Closure(
      Map<Integer, KnownAccount> accounts,
      Set<UUID> knownBlocked,
      Set<UUID> newlyBlocked,
      Set<UUID> unblocked) {

    List<AccountEvidence> evidence() {
      return accounts.values().stream().map(KnownAccount::evidence).toList();
    }
  }

  /**
   * @param retracted identifiers that an account of the batch does not hold any more
   */
  Closure load(ResolvingClaims.Batch batch, Set<UUID> retracted) {
    for (int accountNo : batch.changed) {
      accounts.put(accountNo, batch.account(accountNo));
    }
    Set<UUID> frontier = new HashSet<>(retracted);
    frontier.addAll(identifiersOf(accounts.values()));
    seen.addAll(frontier);
    frontier = follow(frontier, judge(frontier, retracted));
    while (!frontier.isEmpty()) {
      var blocked = sql.findBlocked(frontier);
      knownBlocked.addAll(blocked);
      frontier.removeAll(blocked);
      frontier = follow(frontier, sql.findHolders(frontier, holdersMax()));
    }
    return new Closure(accounts, knownBlocked, newlyBlocked, unblocked);
  }

  private int holdersMax() {
    return policy.accountsPerIdentifierMax() + 1 + ATTACHED_HOLDERS_MAX;
  }

  /**
   * Decides which identifiers of the changed accounts are blocked now, and returns their holders.
   */
  private List<IdentitySql.Holder> judge(Set<UUID> touched, Set<UUID> retracted) {
    var stored = sql.findHolders(touched, holdersMax());
    sql.getAccounts(missing(stored))
        .forEach(account -> holderAccounts.put(account.accountNo(), account));
    // Who is blocked has holders, or had them until now.
    Set<UUID> held = new HashSet<>(retracted);
    stored.forEach(holder -> held.add(holder.identifier()));
    var wasBlocked = sql.findBlocked(held);
    var shared = sharedIdentifiers(stored);
    Map<UUID, Map<Integer, IdentitySql.Holder>> holders = HashMap.newHashMap(shared.size());
    stored.forEach(holder -> add(holders, holder));
    for (var account : accounts.values()) {
      for (var identifier : account.evidence().identifiers()) {
        if (shared.contains(identifier.hash())) {
          add(
              holders,
              new IdentitySql.Holder(identifier.hash(), account.accountNo(), identifier.kind()));
        }
      }
    }
    // One that has no second holder is not blocked and never was.
    Set<UUID> judged = new HashSet<>(wasBlocked);
    judged.addAll(holders.keySet());
    for (var identifier : judged) {
      boolean isBlocked = isBlocked(holders.getOrDefault(identifier, Map.of()).values());
      if (wasBlocked.contains(identifier)) {
        (isBlocked ? knownBlocked : unblocked).add(identifier);
      } else if (isBlocked) {
        newlyBlocked.add(identifier);
      }
    }
    return stored.stream().filter(holder -> !knownBlocked.contains(holder.identifier())).toList();
  }

  /**
   * Identifiers that more than one account may hold; most have one holder and need no judgement.
   */
  private Set<UUID> sharedIdentifiers(List<IdentitySql.Holder> stored) {
    Set<UUID> shared = new HashSet<>();
    stored.forEach(holder -> shared.add(holder.identifier()));
    Set<UUID> once = new HashSet<>();
    for (var account : accounts.values()) {
      for (var held : account.evidence().identifiers()) {
        if (!once.add(held.hash())) {
          shared.add(held.hash());
        }
      }
    }
    return shared;
  }

  /** Of an account that holds a phone as its own and as an order's, the former counts. */
  private static void add(
      Map<UUID, Map<Integer, IdentitySql.Holder>> holders, IdentitySql.Holder holder) {
    holders
        .computeIfAbsent(holder.identifier(), _ -> new HashMap<>(4))
        .merge(
            holder.accountNo(),
            holder,
            (one, other) -> one.kind().compareTo(other.kind()) <= 0 ? one : other);
  }

  private boolean isBlocked(Collection<IdentitySql.Holder> holders) {
    if (holders.size() < 2) {
      return false;
    }
    Trust best =
        holders.stream().map(holder -> holder.kind().trust()).min(Trust::compareTo).orElseThrow();
    List<PersonTraits> traits =
        holders.stream()
            .filter(holder -> holder.kind().trust() == best)
            .map(holder -> traits(holder.accountNo()))
            .toList();
    return policy.blocks(best, traits);
  }

  private PersonTraits traits(int accountNo) {
    var changed = accounts.get(accountNo);
    return requireNonNull(changed == null ? holderAccounts.get(accountNo) : changed)
        .evidence()
        .traits();
  }

  /** Holders that are not here yet. */
  private Set<Integer> missing(List<IdentitySql.Holder> holders) {
    Set<Integer> missing = new HashSet<>();
    for (var holder : holders) {
      if (!accounts.containsKey(holder.accountNo())) {
        missing.add(holder.accountNo());
      }
    }
    return missing;
  }

  /** Loads the holders that are not here yet; returns the identifiers that they bring. */
  private Set<UUID> follow(Set<UUID> frontier, List<IdentitySql.Holder> holders) {
    if (frontier.isEmpty()) {
      return Set.of();
    }
    var missing = missing(holders);
    if (missing.isEmpty()) {
      return Set.of();
    }
    var identifiers = sql.getIdentifiers(missing);
    List<KnownAccount> loaded = new ArrayList<>(missing.size());
    for (var account : accounts(missing)) {
      var evidence = account.evidence();
      var complete =
          account.with(
              new AccountEvidence(
                  evidence.accountNo(),
                  evidence.key(),
                  evidence.firstSeenMs(),
                  evidence.traits(),
                  requireNonNull(identifiers.get(account.accountNo()))));
      accounts.put(account.accountNo(), complete);
      loaded.add(complete);
    }
    var next = identifiersOf(loaded);
    next.removeIf(identifier -> !seen.add(identifier));
    return next;
  }

  /** Accounts by number, without their identifiers. */
  private List<KnownAccount> accounts(Set<Integer> accountNos) {
    List<KnownAccount> found = new ArrayList<>(accountNos.size());
    Set<Integer> unread = new HashSet<>();
    for (int accountNo : accountNos) {
      var account = holderAccounts.get(accountNo);
      if (account == null) {
        unread.add(accountNo);
      } else {
        found.add(account);
      }
    }
    if (!unread.isEmpty()) {
      found.addAll(sql.getAccounts(unread));
    }
    return found;
  }

  private static Set<UUID> identifiersOf(Collection<KnownAccount> accounts) {
    Set<UUID> identifiers = new HashSet<>();
    for (var account : accounts) {
      for (HeldIdentifier held : account.evidence().identifiers()) {
        identifiers.add(held.hash());
      }
    }
    return identifiers;
  }
}
