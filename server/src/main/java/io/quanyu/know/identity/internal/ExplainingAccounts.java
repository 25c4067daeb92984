package io.quanyu.know.identity.internal;

import io.quanyu.core.identity.AccountEvidence;
import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.IdentityComponents.Member;
import io.quanyu.core.identity.IdentityResolver;
import io.quanyu.core.identity.LinkReason;
import io.quanyu.core.identity.ResolutionPolicy;
import io.quanyu.know.identity.CustomerAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says why accounts belong together, by resolving one customer's accounts again. Nothing is stored
 * for it.
 */
@Component
public final class ExplainingAccounts {

  private final CustomerSql customers;
  private final IdentitySql sql;
  private final ResolutionPolicy policy;

  public ExplainingAccounts(CustomerSql customers, IdentitySql sql, ResolutionPolicy policy) {
    this.customers = customers;
    this.sql = sql;
    this.policy = policy;
  }

  /** See {@link io.quanyu.know.identity.KnownCustomers#accountsOf}. */
  public List<CustomerAccount> accountsOf(int customerNo) {
    var accountNos = customers.accountNosOf(customerNo);
    var identifiers = sql.getIdentifiers(accountNos);
    List<KnownAccount> accounts = new ArrayList<>(accountNos.size());
    for (var account : sql.getAccounts(accountNos)) {
      var evidence = account.evidence();
      accounts.add(
          account.with(
              new AccountEvidence(
                  evidence.accountNo(),
                  evidence.key(),
                  evidence.firstSeenMs(),
                  evidence.traits(),
                  identifiers.getOrDefault(evidence.accountNo(), List.of()))));
    }
    Map<Integer, Member> members = new HashMap<>();
    IdentityResolver.resolve(accounts.stream().map(KnownAccount::evidence).toList(), policy)
        .components()
        .forEach(component ->
            component.members().forEach(member -> members.put(member.accountNo(), member)));
    return accounts.stream()
        .map(account -> explained(account, members.get(account.accountNo())))
        .sorted(
            Comparator.comparing(CustomerAccount::firstSeenAt)
                .thenComparingInt(CustomerAccount::accountNo))
        .toList();
  }

  private static CustomerAccount explained(KnownAccount account, @Nullable Member member) {
    var evidence = account.evidence();
    return new CustomerAccount(
        evidence.accountNo(),
        evidence.key(),
        account.channel(),
        Instant.ofEpochMilli(evidence.firstSeenMs()),
        member == null ? LinkReason.OLDEST : member.reason(),
        member == null ? null : kindOf(evidence.identifiers(), member.identifier()),
        evidence.identifiers());
  }

  private static @Nullable IdentifierKind kindOf(List<HeldIdentifier> held, UUID identifier) {
    return held.stream()
        .filter(one -> one.hash().equals(identifier))
        .map(HeldIdentifier::kind)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
