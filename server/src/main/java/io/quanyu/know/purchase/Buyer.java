package io.quanyu.know.purchase;

import java.time.Instant;

/** A customer with the time of her latest sale. */
public record Buyer(int customerNo, Instant lastOrderAt) {}
