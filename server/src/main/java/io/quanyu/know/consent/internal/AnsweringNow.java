package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentState;
import io.quanyu.core.consent.ConsentTerms.Verdict;
import io.quanyu.core.consent.MinorRule;
import io.quanyu.know.identity.AccountCustomers;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Answers for some customers from the tables, within the caller's transaction. */
@Component
public final class AnsweringNow {

  private final ChangingPurposes purposes;
  private final LedgerSql ledger;
  private final StateSql states;
  private final BindingAddresses binding;
  private final Minors minors;
  private final AccountCustomers customers;

  public AnsweringNow(
      ChangingPurposes purposes,
      LedgerSql ledger,
      StateSql states,
      BindingAddresses binding,
      Minors minors,
      AccountCustomers customers) {
    this.purposes = purposes;
    this.ledger = ledger;
    this.states = states;
    this.binding = binding;
    this.minors = minors;
    this.customers = customers;
  }

  /** See {@link io.quanyu.know.consent.Consents#refused}. */
  public Map<Integer, Verdict> refused(
      String purposeCode,
      String channel,
      Collection<Integer> customerNos,
      Collection<UUID> addresses) {
    if (customerNos.isEmpty()) {
      return Map.of();
    }
    binding.catchUp(addresses);
    var purpose = purposes.get(purposeCode);
    var terms = purpose.terms();
    var young = purpose.minors() == MinorRule.ALLOWED ? new RoaringBitmap() : minors.today();
    var held = states.of(customerNos, purposeCode, channel);
    Map<Integer, Verdict> refused = new HashMap<>();
    for (int customerNo : customerNos) {
      var said = held.get(customerNo);
      var verdict =
          said == null
              ? terms.decide(ConsentState.UNKNOWN, false, young.contains(customerNo))
              : terms.decide(said.state(), said.isByGuardian(), young.contains(customerNo));
      if (verdict != Verdict.ALLOWED) {
        refused.put(customerNo, verdict);
      }
    }
    return refused;
  }

  /** See {@link io.quanyu.know.consent.Consents#isAnyOfAddress}. */
  public boolean isAnyOfAddress() {
    return ledger.isAnyOfAddress();
  }

  /** See {@link io.quanyu.know.consent.Consents#withdrawnSince}. */
  public RoaringBitmap withdrawnSince(String purpose, Set<String> channels, Instant from) {
    return customers.of(ledger.withdrawnSince(purpose, channels, from));
  }
}
