package io.quanyu.know.identity;

import java.util.UUID;

/**
 * The account that a claim is about, and its customer after the batch.
 *
 * @param accountNo dense number of the channel account
 * @param customerNo dense number of the customer
 * @param customerId the customer's public id
 */
public record ResolvedAccount(int accountNo, int customerNo, UUID customerId) {}
