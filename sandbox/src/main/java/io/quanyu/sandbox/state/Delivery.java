package io.quanyu.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the books: one message to one person.
 *
 * @param personId the person of the world, or the external user id of somebody unknown to it
 * @param channel {@code wecom}
 * @param messageId the vendor's id of the message
 * @param mark the campaign mark found in it, or null
 * @param textHash first 16 hexadecimal digits of the SHA-256 of the text
 * @param confirmedAt when the member confirmed, or null
 */
public record Delivery(
    String personId,
    String channel,
    String messageId,
    String sender,
    @Nullable String mark,
    String textHash,
    Instant acceptedAt,
    @Nullable Instant confirmedAt,
    BulkMessage.Outcome outcome) {}
