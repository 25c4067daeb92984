package io.quanyu.reach.sms.internal;

/**
 * What a callback says of itself in its headers.
 *
 * @param id names it; the same when it is sent again
 * @param timestamp seconds since 1970, as text because it is signed as text
 * @param signatures separated by spaces
 */
public record CallbackProof(String id, String timestamp, String signatures) {}
