package io.quanyu.reach.message;

import io.quanyu.core.contact.MessagePurpose;
import java.time.Instant;
import java.util.Optional;

/**
 * One message as the log tells of it.
 *
 * @param dispatchNo its call; later calls have higher numbers
 * @param customerNo as it was written; who she is now, One-ID tells
 * @param visit as in {@link NewDispatch}
 * @param sender the guide by whom it goes; empty text where the brand sends
 * @param reason why it failed, was refused, is unknown or was cancelled
 * @param at when its call was begun last, or will be at the earliest
 * @param receivedAt when it reached the customer, by the vendor's clock
 * @param text as written, variables not filled in
 */
public record LoggedMessage(
    long dispatchNo,
    int customerNo,
    MessageSource source,
    int visit,
    String channel,
    String sender,
    MessagePurpose purpose,
    MessageState state,
    Optional<String> reason,
    Instant at,
    Optional<Instant> receivedAt,
    String text) {}
