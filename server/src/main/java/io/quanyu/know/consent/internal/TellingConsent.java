package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.ConsentState;
import io.quanyu.know.consent.ConsentDecision;
import io.quanyu.know.consent.CustomerConsents;
import io.quanyu.know.consent.CustomerConsents.HeldConsent;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.internal.LedgerSql.Shown;
import io.quanyu.know.consent.internal.StateSql.Held;
import io.quanyu.know.identity.CustomerAccounts;
import io.quanyu.know.portrait.CustomerNames;
import io.quanyu.know.portrait.NamedCustomer;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what one customer agreed to, and what was recorded last. */
@Component
public final class TellingConsent {

  /** Decisions that a caller with a part of the data looks through at once. */
  private static final int WINDOW = 5_000;

  /** Of older ones such a caller asks customer by customer. */
  private static final int WINDOWS_MAX = 20;

  private final PurposeStore purposes;
  private final LedgerSql ledger;
  private final StateSql states;
  private final Minors minors;
  private final KnownChannels channels;
  private final CustomerAccounts accounts;
  private final CustomerNames names;
  private final VisibleCustomers visible;

  TellingConsent(
      PurposeStore purposes,
      LedgerSql ledger,
      StateSql states,
      Minors minors,
      KnownChannels channels,
      CustomerAccounts accounts,
      CustomerNames names,
      VisibleCustomers visible) {
    this.purposes = purposes;
    this.ledger = ledger;
    this.states = states;
    this.minors = minors;
    this.channels = channels;
    this.accounts = accounts;
    this.names = names;
    this.visible = visible;
  }

  /** What a customer agreed to. */
  public CustomerConsents tell(int customerNo) {
    boolean isMinor = minors.today().contains(customerNo);
    var own = accounts.of(List.of(customerNo)).getOrDefault(customerNo, List.of());
    var decisions = ledger.listOf(own, CustomerConsents.DECISIONS_MAX);
    Map<Long, UUID> ids = new HashMap<>();
    decisions.forEach(one -> ids.put(one.decisionNo(), one.id()));
    Map<String, Map<String, Held>> held = new HashMap<>();
    var named = new ArrayList<String>();
    for (var one : states.of(customerNo)) {
      held.computeIfAbsent(one.purpose(), _ -> new HashMap<>()).put(one.channel(), one);
      if (!one.channel().isEmpty()) {
        named.add(one.channel());
      }
    }
    List<HeldConsent> told = new ArrayList<>();
    for (var purpose : purposes.all().values()) {
      if (purpose.isDecided() && purpose.active()) {
        var codes = purpose.perChannel() ? channels.with(named) : List.<String>of();
        var ofPurpose = held.getOrDefault(purpose.code(), Map.of());
        if (codes.isEmpty()) {
          told.add(told(purpose, null, ofPurpose.get(""), isMinor, ids));
        }
        for (var code : codes) {
          var specific = ofPurpose.get(code);
          told.add(
              told(purpose, code, specific == null ? ofPurpose.get("") : specific, isMinor, ids));
        }
      }
    }
    return new CustomerConsents(
        isMinor, told, decisions.stream().map(one -> decision(one, null)).toList());
  }

  private static HeldConsent told(
      Purpose purpose,
      @Nullable String channel,
      @Nullable Held held,
      boolean isMinor,
      Map<Long, UUID> ids) {
    var state = held == null ? ConsentState.UNKNOWN : held.state();
    boolean isByGuardian = held != null && held.isByGuardian();
    return new HeldConsent(
        purpose.code(),
        channel,
        state,
        isByGuardian,
        purpose.terms().decide(state, isByGuardian, isMinor),
        held == null ? null : ids.get(held.decisionNo()));
  }

  /** A decision of a list, with its place in it. */
  public record Listed(long decisionNo, ConsentDecision decision) {}

  /**
   * What was recorded last, latest first; for a caller with a part of the data among the brand's
   * last 100,000.
   */
  public List<Listed> list(Optional<String> purpose, long beforeNo, int rows) {
    return CurrentScope.ofRows().isBrand()
        ? named(ledger.list(purpose, beforeNo, 0, rows)).stream().limit(rows).toList()
        : listOfPart(purpose, Math.min(beforeNo, ledger.latest() + 1), rows);
  }

  private List<Listed> listOfPart(Optional<String> purpose, long beforeNo, int rows) {
    List<Listed> found = new ArrayList<>();
    long before = beforeNo;
    for (int window = 0; window < WINDOWS_MAX && found.size() < rows && before > 1; window++) {
      long after = before - WINDOW - 1;
      var some = ledger.list(purpose, before, after, rows);
      found.addAll(named(some));
      before = some.size() < rows ? after + 1 : some.getLast().decisionNo();
    }
    return found.stream().limit(rows).toList();
  }

  /** With whom they bind; without those that bind nobody whom the caller may see. */
  private List<Listed> named(List<Shown> shown) {
    var accountOf = ledger.boundBy(shown.stream().map(Shown::decisionNo).toList());
    var customerOf = accounts.customersOf(new HashSet<>(accountOf.values()));
    var nameOf = names.of(new HashSet<>(customerOf.values()));
    boolean isBrand = CurrentScope.get().isBrand();
    List<Listed> listed = new ArrayList<>();
    for (var one : shown) {
      var account = accountOf.get(one.decisionNo());
      var customer = account == null ? null : customerOf.get(account);
      if (isBrand || (customer != null && visible.get().contains(customer))) {
        listed.add(
            new Listed(
                one.decisionNo(), decision(one, customer == null ? null : nameOf.get(customer))));
      }
    }
    return listed;
  }

  private static ConsentDecision decision(Shown one, @Nullable NamedCustomer customer) {
    return new ConsentDecision(
        one.id(),
        customer,
        one.purpose(),
        one.channel().orElse(null),
        one.isGrant(),
        one.decidedAt(),
        one.recordedAt(),
        one.source(),
        one.accountNo().isEmpty(),
        one.isByGuardian(),
        one.textVersion().orElse(null),
        one.wording().orElse(null),
        one.place().orElse(null),
        one.document().orElse(null),
        one.recordedBy());
  }
}
