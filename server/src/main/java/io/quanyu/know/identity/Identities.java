package io.quanyu.know.identity;

import io.quanyu.know.identity.internal.ResolvingClaims;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Finds the customer behind each record. */
@Service
public final class Identities {

  private final ResolvingClaims resolving;

  public Identities(ResolvingClaims resolving) {
    this.resolving = resolving;
  }

  /**
   * Adds a batch of claims to the evidence and brings the customers up to date with it. The state
   * afterwards depends on the set of claims made so far and not on their order or batching.
   *
   * <p>Runs in the caller's transaction, which must be READ COMMITTED; batches wait for each other
   * from here to their commit.
   *
   * @param claims some ten thousand at a time; several may be about one account
   * @return account and customer of each claim, and the accounts that moved
   */
  public Resolution resolve(List<IdentityClaim> claims) {
    var pending = prepare(claims);
    pending.store();
    return pending.resolution();
  }

  /**
   * The same in two halves: what was resolved is stored by {@link PendingResolution#store}, in the
   * same transaction and before anything else is resolved in it.
   */
  public PendingResolution prepare(List<IdentityClaim> claims) {
    return resolving.prepare(claims);
  }

  /**
   * Takes back that an account holds an identifier. The customers afterwards are those of a run in
   * which it never did. Runs in the caller's transaction like {@link #resolve}.
   *
   * @return the accounts that moved
   */
  public List<AccountMove> retract(int accountNo, ClaimedIdentifier identifier) {
    return resolving.retract(accountNo, identifier);
  }

  /**
   * The public ids of customers.
   *
   * @param customerNos some ten thousand at a time; unknown ones are missing in the answer
   */
  public Map<Integer, UUID> customerIds(Collection<Integer> customerNos) {
    return resolving.customerIds(customerNos);
  }
}
