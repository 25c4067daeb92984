package io.quanyu.know.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer.
 *
 * @param customerNo dense number
 * @param customerId public id
 * @param createdAt when she was first found
 */
public record KnownCustomer(int customerNo, UUID customerId, Instant createdAt) {}
