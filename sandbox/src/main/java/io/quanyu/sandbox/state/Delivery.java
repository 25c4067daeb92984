package io.quanyu.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the books: one message to one person.
 *
 * @param personId the person of the world; else the external user id or the number of somebody
 *     unknown to it
 * @param messageId the vendor's id of the message
 * @param sender the member, or null when there is none (SMS)
 * @param ref what the sender calls the receiver, or null when the channel has no such word (WeCom)
 * @param mark the campaign mark found in it, or null
 * @param confirmedAt when it went out of the sender's hands, or null
 */
public record Delivery(
    String personId,
    Channel channel,
    String messageId,
    @Nullable String sender,
    @Nullable String ref,
    @Nullable String mark,
    String text,
    Instant acceptedAt,
    @Nullable Instant confirmedAt,
    Outcome outcome) {}
