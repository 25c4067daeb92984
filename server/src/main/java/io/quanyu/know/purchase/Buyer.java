package io.quanyu.know.purchase;

import java.time.Instant;

/** A customer with the time of a sale to her, mostly of the latest. */
public record Buyer(int customerNo, Instant lastOrderAt) {}
