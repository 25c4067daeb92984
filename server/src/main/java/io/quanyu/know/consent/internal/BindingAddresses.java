package io.quanyu.know.consent.internal;

import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.internal.LedgerSql.Bound;
import io.quanyu.know.consent.internal.LedgerSql.OfAddress;
import io.quanyu.know.identity.CustomerAccounts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decisions of addresses, such as the phone from which somebody asks to be left alone: they bind
 * every account that holds the address, whenever it came to hold it.
 */
@Component
public final class BindingAddresses {

  /** Addresses of one statement. */
  private static final int BLOCK = 20_000;

  private final LedgerSql ledger;
  private final StateSql states;
  private final DerivingStates deriving;
  private final CustomerAccounts accounts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public BindingAddresses(
      LedgerSql ledger,
      StateSql states,
      DerivingStates deriving,
      CustomerAccounts accounts,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.ledger = ledger;
    this.states = states;
    this.deriving = deriving;
    this.accounts = accounts;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** See {@link io.quanyu.know.consent.Consents#withdrawAddresses}. */
  public void withdraw(
      String purpose,
      String channel,
      Collection<UUID> identifiers,
      DecisionSource source,
      Instant at,
      String by) {
    if (identifiers.isEmpty()) {
      return;
    }
    transactions.executeWithoutResult(_ -> {
      states.lockAll();
      var decisions =
          ledger.insertOfAddresses(purpose, channel, identifiers, source, at, by, clock.instant());
      bind(pairs(decisions));
    });
  }

  /**
   * Binds accounts that came to hold one of the addresses after it decided, if there are any; in
   * the caller's transaction.
   */
  void catchUp(Collection<UUID> identifiers) {
    if (!identifiers.isEmpty()) {
      bindMissing(ledger.ofAddresses(identifiers));
    }
  }

  /** The same for all addresses that ever decided anything. */
  public void catchUpAll() {
    long last = 0;
    while (true) {
      var block = ledger.ofAddressesAfter(last, BLOCK);
      if (block.isEmpty()) {
        return;
      }
      transactions.executeWithoutResult(_ -> bindMissing(block));
      last = block.getLast().decisionNo();
    }
  }

  private void bindMissing(List<OfAddress> decisions) {
    if (!decisions.isEmpty() && !ledger.unbound(pairs(decisions)).isEmpty()) {
      states.lockAll();
      bind(ledger.unbound(pairs(decisions)));
    }
  }

  private List<Bound> pairs(List<OfAddress> decisions) {
    Set<UUID> identifiers = new HashSet<>();
    decisions.forEach(one -> identifiers.add(one.identifier()));
    var holders = accounts.holding(identifiers);
    List<Bound> bound = new ArrayList<>();
    for (var one : decisions) {
      holders
          .getOrDefault(one.identifier(), List.of())
          .forEach(account -> bound.add(new Bound(account, one.decisionNo())));
    }
    return bound;
  }

  private void bind(List<Bound> bound) {
    var added = ledger.bind(bound);
    if (!added.isEmpty()) {
      deriving.derive(new HashSet<>(accounts.customersOf(numbers(added)).values()));
    }
  }

  private static List<Integer> numbers(RoaringBitmap set) {
    List<Integer> numbers = new ArrayList<>(set.getCardinality());
    set.forEach((int no) -> numbers.add(no));
    return numbers;
  }
}
