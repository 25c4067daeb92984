package io.quanyu.know.identity.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.id.Uuid7;
import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentityConflict;
import io.quanyu.core.identity.IdentityResolver;
import io.quanyu.core.identity.PersonTraits;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.identity.PendingResolution;
import io.quanyu.know.identity.Resolution;
import io.quanyu.know.identity.ResolvedAccount;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Adds claims to the evidence, or takes evidence back, and brings the customers up to date. */
@Component
public final class ResolvingClaims {

  /*
   * 1. Wait for the lock: batches are resolved one after the other, so the evidence that is read is
   *    the evidence that is true. (The caller's transaction is READ COMMITTED: every statement sees
   *    what the batch before has committed.)
   * 2. Hash the claims, join them by account, join them with what is stored. Accounts that said
   *    nothing new need no resolution; most records of orders end here.
   * 3. Load the closure of the changed accounts (ClosureLoader).
   * 4. Run the pure function on it; give its components customers (CustomerAssignment).
   * 5. When it is stored, write the differences: COPY for what is new, updates for what changed.
   */

  private final IdentitySql sql;
  private final IdentityHashes hashes;
  private final Uuid7 ids;
  private final Clock clock;
  private final ResolutionPolicy policy;

  public ResolvingClaims(
      IdentitySql sql, IdentityHashes hashes, Uuid7 ids, Clock clock, ResolutionPolicy policy) {
    this.sql = sql;
    this.hashes = hashes;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /** See {@link io.quanyu.know.identity.Identities#prepare}. */
  public PendingResolution prepare(List<IdentityClaim> claims) {
    if (claims.isEmpty()) {
      return new PendingResolution(
          new Resolution(List.of(), List.of(), 0), Map.of(), sql::getCustomerIds, () -> {});
    }
    sql.lock();
    var stated = new Stated(claims);
    var batch = new Batch();
    var stored = sql.findAccounts(stated.byKey.keySet());
    var storedIdentifiers =
        stored.isEmpty()
            ? Map.<Integer, List<HeldIdentifier>>of()
            : sql.getIdentifiers(stored.values().stream().map(KnownAccount::accountNo).toList());
    int[] newNos = sql.nextAccountNos(stated.byKey.size() - stored.size());
    int nextNew = 0;
    for (var entry : stated.byKey.entrySet()) {
      var known = stored.get(entry.getKey());
      var statement = entry.getValue();
      if (known == null) {
        batch.addNew(statement.toAccount(entry.getKey(), newNos[nextNew++]));
      } else {
        var identifiers = storedIdentifiers.getOrDefault(known.accountNo(), List.of());
        batch.addKnown(withIdentifiers(known, identifiers), statement);
      }
    }
    var outcome = bringUpToDate(batch, Set.of());
    return new PendingResolution(
        toResolution(stated, batch, outcome),
        outcome.newCustomers(),
        sql::getCustomerIds,
        outcome.storing());
  }

  /** See {@link io.quanyu.know.identity.Identities#retract}. */
  public List<AccountMove> retract(int accountNo, ClaimedIdentifier identifier) {
    sql.lock();
    var hash = hashes.identifier(identifier);
    sql.deleteIdentifier(accountNo, hash);
    var account = sql.getAccounts(List.of(accountNo)).getFirst();
    var identifiers = sql.getIdentifiers(List.of(accountNo));
    var batch = new Batch();
    var left = withIdentifiers(account, identifiers.getOrDefault(accountNo, List.of()));
    batch.accounts.put(accountNo, left);
    batch.changed.add(accountNo);
    var outcome = bringUpToDate(batch, Set.of(hash));
    outcome.storing().run();
    return outcome.moves();
  }

  /** See {@link io.quanyu.know.identity.Identities#customerIds}. */
  public Map<Integer, UUID> customerIds(Collection<Integer> customerNos) {
    return sql.getCustomerIds(customerNos);
  }

  /** What becomes of the customers of the closure, and how that is stored. */
  private record Outcome(
      Map<Integer, Integer> customerOf,
      List<AccountMove> moves,
      Map<Integer, UUID> newCustomers,
      Runnable storing) {}

  private Outcome bringUpToDate(Batch batch, Set<UUID> retracted) {
    if (batch.changed.isEmpty()) {
      return new Outcome(Map.of(), List.of(), Map.of(), () -> storeRestated(batch));
    }
    var closure = new ClosureLoader(sql, policy).load(batch, retracted);
    var components = IdentityResolver.resolve(closure.evidence(), policy, closure.knownBlocked());
    var assignment = new CustomerAssignment(components, closure.accounts());
    int[] customerNos = sql.nextCustomerNos(assignment.customersMissing());
    Map<Integer, UUID> created = LinkedHashMap.newLinkedHashMap(customerNos.length);
    for (int customerNo : customerNos) {
      created.put(customerNo, ids.next());
    }
    var result = assignment.complete(customerNos);
    return new Outcome(
        result.customerOf(),
        moves(result),
        created,
        () -> store(batch, closure, components.conflicts(), result, created));
  }

  private void storeRestated(Batch batch) {
    sql.updateAccounts(batch.updated());
    batch.writeSeen(sql);
  }

  private void store(
      Batch batch,
      ClosureLoader.Closure closure,
      List<IdentityConflict> conflicts,
      CustomerAssignment.Result result,
      Map<Integer, UUID> created) {
    var now = clock.instant();
    sql.insertCustomers(created, now);
    sql.insertAccounts(batch.created(), result.customerOf());
    sql.insertIdentifiers(batch.newIdentifiers);
    storeRestated(batch);
    if (!result.changes().isEmpty()) {
      sql.move(result.changes(), now);
      sql.markMerged(result.mergedInto());
    }
    if (!closure.newlyBlocked().isEmpty()) {
      sql.block(closure.newlyBlocked(), now);
    }
    if (!closure.unblocked().isEmpty()) {
      sql.unblock(closure.unblocked());
    }
    if (!conflicts.isEmpty() || sql.hasConflicts()) {
      sql.replaceConflicts(closure.accounts().keySet(), conflicts, now);
    }
  }

  private static List<AccountMove> moves(CustomerAssignment.Result result) {
    return result.changes().stream()
        .map(change ->
            new AccountMove(change.accountNo(), change.fromCustomerNo(), change.toCustomerNo()))
        .toList();
  }

  private static Resolution toResolution(Stated stated, Batch batch, Outcome outcome) {
    Map<UUID, ResolvedAccount> resolved = HashMap.newHashMap(batch.numberOf.size());
    batch.numberOf.forEach((key, accountNo) -> {
      var customerNo = outcome.customerOf().get(accountNo);
      resolved.put(
          key,
          new ResolvedAccount(
              accountNo, customerNo == null ? batch.account(accountNo).customerNo() : customerNo));
    });
    List<ResolvedAccount> accounts = new ArrayList<>(stated.keys.size());
    stated.keys.forEach(key -> accounts.add(requireNonNull(resolved.get(key))));
    return new Resolution(accounts, outcome.moves(), outcome.newCustomers().size());
  }

  private static KnownAccount withIdentifiers(
      KnownAccount account, List<HeldIdentifier> identifiers) {
    var evidence = account.evidence();
    return account.with(
        new AccountEvidence(
            evidence.accountNo(),
            evidence.key(),
            evidence.firstSeenMs(),
            evidence.traits(),
            identifiers));
  }

  /** What a batch states about one account. */
  private record Statement(
      String channel, long firstSeenMs, PersonTraits traits, List<HeldIdentifier> identifiers) {

    Statement join(Statement other) {
      return new Statement(
          channel,
          Math.min(firstSeenMs, other.firstSeenMs),
          traits.join(other.traits),
          AccountEvidence.join(identifiers, other.identifiers));
    }

    KnownAccount toAccount(UUID key, int accountNo) {
      return new KnownAccount(
          new AccountEvidence(accountNo, key, firstSeenMs, traits, identifiers),
          channel,
          KnownAccount.NEW);
    }
  }

  /** The claims, hashed and joined by account. */
  private final class Stated {

    /** Of each claim. */
    private final List<UUID> keys;

    /** In the order of first appearance, so that account numbers follow the file. */
    private final Map<UUID, Statement> byKey;

    private final Map<Namespace, Integer> namespaces = sql.namespaces();

    Stated(List<IdentityClaim> claims) {
      claims.forEach(claim -> claim.identifiers().forEach(this::ensureNamespace));
      // Keyed hashes are most of the work: all processors share them.
      keys = claims.parallelStream().map(hashes::accountKey).toList();
      var statements = claims.parallelStream().map(this::statement).toList();
      byKey = LinkedHashMap.newLinkedHashMap(claims.size());
      for (int i = 0; i < statements.size(); i++) {
        byKey.merge(keys.get(i), statements.get(i), Statement::join);
      }
    }

    private Statement statement(IdentityClaim claim) {
      long atMs = claim.observedAt().toEpochMilli();
      List<HeldIdentifier> held = new ArrayList<>(claim.identifiers().size());
      for (var identifier : IdentityHashes.counting(claim)) {
        held.add(
            new HeldIdentifier(
                hashes.identifier(identifier), identifier.kind(), namespaceOf(identifier), atMs));
      }
      return new Statement(
          claim.channel(),
          atMs,
          hashes.traits(claim),
          held.size() < 2 ? held : AccountEvidence.join(held, List.of()));
    }

    private void ensureNamespace(ClaimedIdentifier identifier) {
      if (identifier.kind().isExclusive()) {
        namespaces.computeIfAbsent(
            new Namespace(identifier.kind(), identifier.scope()), sql::createNamespace);
      }
    }

    private int namespaceOf(ClaimedIdentifier identifier) {
      return identifier.kind().isExclusive()
          ? requireNonNull(namespaces.get(new Namespace(identifier.kind(), identifier.scope())))
          : HeldIdentifier.NO_NAMESPACE;
    }
  }

  /** The accounts of a batch with what it changed about them. */
  static final class Batch {

    final Map<UUID, Integer> numberOf = new HashMap<>();
    final Map<Integer, KnownAccount> accounts = new HashMap<>();
    final Set<Integer> changed = new HashSet<>();
    final Map<Integer, List<HeldIdentifier>> newIdentifiers = new HashMap<>();
    private final Map<Integer, List<HeldIdentifier>> seenAgain = new HashMap<>();

    /** Accounts of which a row must be written; only some of them say something new. */
    private final Set<Integer> restated = new HashSet<>();

    KnownAccount account(int accountNo) {
      return requireNonNull(accounts.get(accountNo));
    }

    private void addNew(KnownAccount account) {
      int accountNo = account.accountNo();
      numberOf.put(account.evidence().key(), accountNo);
      accounts.put(accountNo, account);
      changed.add(accountNo);
      newIdentifiers.put(accountNo, account.evidence().identifiers());
    }

    private void addKnown(KnownAccount stored, Statement statement) {
      int accountNo = stored.accountNo();
      var before = stored.evidence();
      var after = before.join(statement.toAccount(before.key(), accountNo).evidence());
      numberOf.put(before.key(), accountNo);
      accounts.put(accountNo, stored.with(after));
      if (!after.traits().equals(before.traits()) || after.firstSeenMs() != before.firstSeenMs()) {
        restated.add(accountNo);
      }
      if (!after.traits().saysTheSameAs(before.traits())) {
        changed.add(accountNo);
      }
      for (var identifier : after.identifiers()) {
        if (!before.identifiers().contains(identifier)) {
          addIdentifier(accountNo, identifier, before);
        }
      }
    }

    private void addIdentifier(int accountNo, HeldIdentifier identifier, AccountEvidence before) {
      boolean isSeenAgain =
          before.identifiers().stream()
              .anyMatch(held ->
                  held.hash().equals(identifier.hash()) && held.kind() == identifier.kind());
      if (!isSeenAgain) {
        newIdentifiers.computeIfAbsent(accountNo, _ -> new ArrayList<>(2)).add(identifier);
        changed.add(accountNo);
      } else if (identifier.kind().isExclusive()) {
        // The time decides only between two identifiers of one exclusive namespace.
        seenAgain.computeIfAbsent(accountNo, _ -> new ArrayList<>(2)).add(identifier);
        boolean hasRival =
            before.identifiers().stream()
                .anyMatch(held ->
                    held.namespace() == identifier.namespace()
                        && !held.hash().equals(identifier.hash()));
        if (hasRival) {
          changed.add(accountNo);
        }
      }
    }

    private List<KnownAccount> created() {
      return accounts.values().stream().filter(KnownAccount::isNew).toList();
    }

    private List<AccountEvidence> updated() {
      return restated.stream().map(accountNo -> account(accountNo).evidence()).toList();
    }

    private void writeSeen(IdentitySql sql) {
      if (!seenAgain.isEmpty()) {
        sql.updateSeen(seenAgain);
      }
    }
  }
}
