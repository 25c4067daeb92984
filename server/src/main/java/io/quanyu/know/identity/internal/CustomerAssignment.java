package io.quanyu.know.identity.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.core.identity.IdentityComponents;
import io.quanyu.core.identity.IdentityComponents.Component;
import io.quanyu.core.identity.IdentityComponents.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives components their customers. A component goes on as the customer of its oldest account;
 * where a customer was split, the part with the older account keeps it and the other goes on as the
 * customer of its next account, or as a new one.
 */
final class CustomerAssignment {

  private final Map<Integer, KnownAccount> accounts;
  private final List<Component> components;

  /** By component; {@link KnownAccount#NEW} where a customer is missing. */
  private final int[] customers;

  private int missing;

  /**
   * @param customerOf the customer of every account of the closure
   * @param changes accounts that had another customer before
   * @param mergedInto customers that lost all accounts, with the one that took over the oldest
   */
  record Result(
      Map<Integer, Integer> customerOf,
      List<IdentitySql.Change> changes,
      Map<Integer, Integer> mergedInto) {}

  private record Aged(long firstSeenMs, Component component) {}

  CustomerAssignment(IdentityComponents resolved, Map<Integer, KnownAccount> accounts) {
    this.accounts = accounts;
    this.components =
        resolved.components().stream()
            .map(component -> new Aged(firstSeenMs(component), component))
            .sorted(
                Comparator.comparingLong(Aged::firstSeenMs)
                    .thenComparingInt(aged -> aged.component().oldestAccountNo()))
            .map(Aged::component)
            .toList();
    customers = new int[components.size()];
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < customers.length; i++) {
      customers[i] = oldestFree(components.get(i), taken);
      if (customers[i] == KnownAccount.NEW) {
        missing++;
      }
    }
  }

  private long firstSeenMs(Component component) {
    return account(component.oldestAccountNo()).evidence().firstSeenMs();
  }

  private int oldestFree(Component component, Set<Integer> taken) {
    for (var member : component.members()) {
      int customerNo = account(member.accountNo()).customerNo();
      if (customerNo != KnownAccount.NEW && taken.add(customerNo)) {
        return customerNo;
      }
    }
    return KnownAccount.NEW;
  }

  /** How many new customers are needed. */
  int customersMissing() {
    return missing;
  }

  /**
   * @param newCustomerNos as many as are missing
   */
  Result complete(int[] newCustomerNos) {
    Map<Integer, Integer> customerOf = HashMap.newHashMap(accounts.size());
    List<IdentitySql.Change> moved = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < customers.length; i++) {
      int customerNo = customers[i] == KnownAccount.NEW ? newCustomerNos[next++] : customers[i];
      for (var member : components.get(i).members()) {
        customerOf.put(member.accountNo(), customerNo);
        int before = account(member.accountNo()).customerNo();
        if (before != KnownAccount.NEW && before != customerNo) {
          moved.add(change(member, before, customerNo));
        }
      }
    }
    Set<Integer> living = new HashSet<>(customerOf.values());
    Map<Integer, Integer> mergedInto = new HashMap<>();
    List<IdentitySql.Change> changes = new ArrayList<>(moved.size());
    for (var change : moved) {
      if (living.contains(change.fromCustomerNo())) {
        changes.add(change);
      } else {
        // Members come oldest first within a component, components oldest first.
        mergedInto.putIfAbsent(change.fromCustomerNo(), change.toCustomerNo());
        changes.add(
            new IdentitySql.Change(
                "MERGE",
                change.accountNo(),
                change.fromCustomerNo(),
                change.toCustomerNo(),
                change.reason()));
      }
    }
    return new Result(customerOf, changes, mergedInto);
  }

  private static IdentitySql.Change change(Member member, int from, int to) {
    return new IdentitySql.Change("SPLIT", member.accountNo(), from, to, member.reason().name());
  }

  private KnownAccount account(int accountNo) {
    return requireNonNull(accounts.get(accountNo));
  }
}
