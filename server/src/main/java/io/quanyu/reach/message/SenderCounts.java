package io.quanyu.reach.message;

/**
 * Guides with messages of a source that vendors accepted.
 *
 * @param confirmed who confirmed all their calls
 * @param unconfirmed who did not
 */
public record SenderCounts(long confirmed, long unconfirmed) {}
