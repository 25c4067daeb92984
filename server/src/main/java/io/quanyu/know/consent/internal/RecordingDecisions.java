package io.quanyu.know.consent.internal;

import io.quanyu.core.id.Uuid7;
import io.quanyu.know.consent.ConsentProblem;
import io.quanyu.know.consent.NewDecision;
import io.quanyu.know.consent.RecordedDecision;
import io.quanyu.know.consent.RecordedDecision.Recorded;
import io.quanyu.know.consent.RecordedDecision.Refused;
import io.quanyu.know.consent.internal.LedgerSql.Bound;
import io.quanyu.know.consent.internal.LedgerSql.Entry;
import io.quanyu.know.consent.internal.LedgerSql.Keyed;
import io.quanyu.know.identity.CustomerAccounts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what customers decided: the decision, the accounts that it binds and what follows from
 * it, in one transaction. On a thread that sees a part of the data PostgreSQL refuses the rows of
 * other customers.
 */
@Component
public final class RecordingDecisions {

  private final PurposeStore purposes;
  private final LedgerSql ledger;
  private final StateSql states;
  private final DerivingStates deriving;
  private final CustomerAccounts accounts;
  private final Uuid7 ids;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public RecordingDecisions(
      PurposeStore purposes,
      LedgerSql ledger,
      StateSql states,
      DerivingStates deriving,
      CustomerAccounts accounts,
      Uuid7 ids,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.purposes = purposes;
    this.ledger = ledger;
    this.states = states;
    this.deriving = deriving;
    this.accounts = accounts;
    this.ids = ids;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** See {@link io.quanyu.know.consent.Consents#record}. */
  public List<RecordedDecision> record(List<NewDecision> decisions, String by) {
    return Objects.requireNonNull(transactions.execute(_ -> recordInTransaction(decisions, by)));
  }

  private List<RecordedDecision> recordInTransaction(List<NewDecision> decisions, String by) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var known = purposes.all();
    var outcomes = new RecordedDecision[decisions.size()];
    Map<Integer, Entry> entries = new HashMap<>();
    Set<Integer> customerNos = new HashSet<>();
    for (int i = 0; i < outcomes.length; i++) {
      var refused = CheckingDecision.check(decisions.get(i), known, now);
      if (refused.isPresent()) {
        outcomes[i] = refused.get();
      } else {
        customerNos.add(decisions.get(i).customerNo());
      }
    }
    if (customerNos.isEmpty()) {
      return List.of(outcomes);
    }
    states.lock(customerNos);
    var accountsOf = accounts.of(customerNos);
    for (int i = 0; i < outcomes.length; i++) {
      var decision = decisions.get(i);
      if (outcomes[i] == null) {
        var own = accountsOf.get(decision.customerNo());
        if (own == null) {
          outcomes[i] = new Refused(ConsentProblem.CUSTOMER_MOVED, "customerId", "merged just now");
        } else {
          entries.put(i, new Entry(ids.next(), own.getFirst(), by, earlier(decision, now)));
        }
      }
    }
    var inserted = ledger.insert(entries.values(), now);
    bind(entries.values(), inserted, accountsOf);
    deriving.derive(customerNos);
    var keyed = inserted.size() == entries.size() ? Map.<String, Keyed>of() : keyed(entries, by);
    entries.forEach((i, entry) ->
        outcomes[i] =
            inserted.containsKey(entry.id())
                ? new Recorded(entry.id(), false)
                : repeated(entry, keyed, accountsOf));
    return Arrays.asList(outcomes);
  }

  private void bind(
      Collection<Entry> entries, Map<UUID, Long> inserted, Map<Integer, List<Integer>> accountsOf) {
    List<Bound> bound = new ArrayList<>();
    for (var entry : entries) {
      var decisionNo = inserted.get(entry.id());
      if (decisionNo != null) {
        accountsOf
            .getOrDefault(entry.decision().customerNo(), List.of())
            .forEach(account -> bound.add(new Bound(account, decisionNo)));
      }
    }
    ledger.bind(bound);
  }

  private Map<String, Keyed> keyed(Map<Integer, Entry> entries, String by) {
    Map<String, Keyed> keyed = new HashMap<>();
    var keys = entries.values().stream().flatMap(entry -> entry.decision().key().stream()).toList();
    ledger.findKeys(by, keys).forEach(one -> keyed.put(one.key(), one));
    return keyed;
  }

  private static RecordedDecision repeated(
      Entry entry, Map<String, Keyed> keyed, Map<Integer, List<Integer>> accountsOf) {
    var decision = entry.decision();
    var before = decision.key().map(keyed::get).orElse(null);
    return before != null
            && before.purpose().equals(decision.purpose())
            && before.channel().equals(decision.channel().orElse(""))
            && before.isGrant() == decision.isGrant()
            && accountsOf
                .getOrDefault(decision.customerNo(), List.of())
                .contains(before.accountNo())
        ? new Recorded(before.id(), true)
        : new Refused(ConsentProblem.KEY_REUSED, "key", "stands for another decision");
  }

  /** The clock of who asked may be ahead; nobody decides in the future. */
  private static NewDecision earlier(NewDecision decision, Instant now) {
    return new NewDecision(
        decision.customerNo(),
        decision.purpose(),
        decision.channel(),
        decision.isGrant(),
        decision.at().isAfter(now) ? now : decision.at().truncatedTo(ChronoUnit.MICROS),
        decision.isByGuardian(),
        decision.evidence(),
        decision.key());
  }
}
