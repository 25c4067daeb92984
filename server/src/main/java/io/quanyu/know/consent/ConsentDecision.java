package io.quanyu.know.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.know.portrait.NamedCustomer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its evidence.
 *
 * @param customer whom it binds; of several the one with the lowest account; left out if nobody
 *     holds the address that decided, and in a list about one customer
 * @param channel left out if it is about all channels
 * @param byAddress the address itself decided, such as a phone by its reply
 * @param textVersion the text that was shown
 * @param wording what was shown where it was no published text
 * @param place where
 * @param document reference of a paper, a recording or a ticket
 * @param recordedBy username, or the channel by which it came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentDecision(
    UUID id,
    @Nullable NamedCustomer customer,
    String purpose,
    @Nullable String channel,
    boolean granted,
    Instant decidedAt,
    Instant recordedAt,
    DecisionSource source,
    boolean byAddress,
    boolean byGuardian,
    @Nullable Integer textVersion,
    @Nullable String wording,
    @Nullable String place,
    @Nullable String document,
    String recordedBy) {}
