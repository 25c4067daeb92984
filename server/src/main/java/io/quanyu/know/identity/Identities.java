package io.quanyu.know.identity;

import java.util.List;
import org.springframework.stereotype.Service;

/** Finds the customer behind each record. */
@Service
public final class Identities {

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
  @SuppressWarnings("DoNotCallSuggester")
  public Resolution resolve(List<IdentityClaim> claims) {
    throw new UnsupportedOperationException("lands with the next step");
  }
}
