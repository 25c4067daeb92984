package io.quanyu.demo.generator;

import org.jspecify.annotations.Nullable;

/**
 * Something a member did in the mini-program. {@code detail} is what the event's own property says:
 * the page, the search word, the coupon or the live room; {@code seconds} is how long it lasted
 * where that is measured, else 0.
 */
record BehaviourEvent(
    String event,
    String openId,
    long at,
    String session,
    Spu.@Nullable Sku sku,
    String detail,
    int seconds) {}
