package io.quanyu.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer in a member's address book.
 *
 * @param state what the contact way carried, at most 30 characters
 * @param addWay how they met (facts 5.4: 0 unknown, 1 QR code …)
 * @param isBlocked the customer removed the member: calls still work, messages no longer arrive
 */
public record Contact(
    String userid,
    String externalUserid,
    Instant addedAt,
    @Nullable String state,
    int addWay,
    boolean isBlocked) {}
