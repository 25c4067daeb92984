package io.quanyu.know.identity;

/**
 * An account that belongs to another customer than before: by a merge or by a split. Whoever keeps
 * facts under customer numbers re-points those of the account.
 */
public record AccountMove(int accountNo, int fromCustomerNo, int toCustomerNo) {}
