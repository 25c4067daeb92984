package io.quanyu.reach.message;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a guide is with the messages of a source that vendors accepted.
 *
 * @param messages to how many customers
 * @param reached how many of them receipts report as reached
 * @param confirmedAt when she confirmed the last of her calls; empty while one is unconfirmed
 */
public record SenderProgress(
    String channel, String sender, long messages, long reached, Optional<Instant> confirmedAt) {}
