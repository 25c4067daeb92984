package io.quanyu.know.identity;

import java.util.List;

/**
 * What came of a batch of claims.
 *
 * @param accounts one a claim, in the order of the claims
 * @param moves accounts that existed before and changed their customer, each once
 * @param newCustomers how many customers the batch created
 */
public record Resolution(
    List<ResolvedAccount> accounts, List<AccountMove> moves, int newCustomers) {

  public Resolution {
    accounts = List.copyOf(accounts);
    moves = List.copyOf(moves);
  }
}
