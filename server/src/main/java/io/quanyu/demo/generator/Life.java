package io.quanyu.demo.generator;

/**
 * A person's time with the brand: moments are local seconds since 1970. Nothing of theirs happens
 * outside [{@code firstSeenAt}, {@code lostAt}).
 *
 * @param ordersPerYear zero for a contact who never buys
 */
record Life(long firstSeenAt, long lostAt, double ordersPerYear) {}
