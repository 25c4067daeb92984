package io.quanyu.reach.message;

import java.time.Instant;

/**
 * How many customers were reached in a span of minutes.
 *
 * @param at start of the span
 * @param reached receipts with a time in it, by the vendor's clock
 */
public record ReachedMinutes(Instant at, long reached) {}
