package io.quanyu.know.tag;

import java.time.Instant;

/**
 * A value that a customer carries.
 *
 * @param computedAt the as-of time at which the value was computed
 */
public record CarriedTag(String tag, String value, Instant computedAt) {}
