package io.quanyu.sandbox.state;

import java.time.Instant;

/**
 * Somebody bought something.
 *
 * @param unitPriceMinor in the minor unit of the shopping's currency
 * @param isReached whether the campaign had reached her
 */
public record Order(
    String orderNo,
    String personId,
    Instant placedAt,
    String sku,
    int quantity,
    long unitPriceMinor,
    boolean isReached) {}
