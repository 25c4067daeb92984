package io.quanyu.know.identity;

/**
 * The account that a claim is about, and its customer after the batch.
 *
 * @param accountNo dense number of the channel account
 * @param customerNo dense number of the customer
 */
public record ResolvedAccount(int accountNo, int customerNo) {}
