package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentRule;
import io.quanyu.core.consent.ConsentStatement;
import io.quanyu.know.collect.spi.AccountsMoved;
import io.quanyu.know.consent.internal.StateSql.Row;
import io.quanyu.know.identity.CustomerAccounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Keeps what follows from the ledger in step with it and with who customers are. */
@Component
public final class DerivingStates implements AccountsMoved {

  private final LedgerSql ledger;
  private final StateSql states;
  private final CustomerAccounts accounts;

  public DerivingStates(LedgerSql ledger, StateSql states, CustomerAccounts accounts) {
    this.ledger = ledger;
    this.states = states;
    this.accounts = accounts;
  }

  /** In the transaction of the import, which has stored whose the accounts are now. */
  @Override
  public void moved(RoaringBitmap customers) {
    var customerNos = new ArrayList<Integer>(customers.getCardinality());
    customers.forEach((int no) -> customerNos.add(no));
    // Also where nothing was decided: somebody may be deciding for an account just now.
    states.lock(customerNos);
    derive(customerNos);
  }

  /** Derives anew what holds for some ten thousand customers, who are locked. */
  void derive(Collection<Integer> customerNos) {
    var accountsOf = accounts.of(customerNos);
    var binding = ledger.binding(accountsOf.values().stream().flatMap(List::stream).toList());
    List<Row> rows = new ArrayList<>();
    accountsOf.forEach((customerNo, own) -> rows.addAll(derived(customerNo, own, binding)));
    states.replace(customerNos, rows);
  }

  private static List<Row> derived(
      int customerNo,
      List<Integer> own,
      Map<Integer, Map<String, List<ConsentStatement>>> binding) {
    Set<Integer> accountNos = new HashSet<>(own);
    Map<String, Map<Integer, List<ConsentStatement>>> byPurpose = new HashMap<>();
    for (int account : own) {
      binding
          .getOrDefault(account, Map.of())
          .forEach((purpose, statements) ->
              byPurpose.computeIfAbsent(purpose, _ -> new HashMap<>()).put(account, statements));
    }
    List<Row> rows = new ArrayList<>();
    byPurpose.forEach((purpose, ofAccounts) ->
        ConsentRule.derive(accountNos, ofAccounts)
            .forEach(
                (channel, derived) -> rows.add(new Row(customerNo, purpose, channel, derived))));
    return rows;
  }
}
