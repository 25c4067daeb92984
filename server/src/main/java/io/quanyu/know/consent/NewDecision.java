package io.quanyu.know.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * What a customer decided.
 *
 * @param purpose code of an active purpose about which customers decide
 * @param channel code; empty: all channels
 * @param at when she said so; not in the future
 * @param isByGuardian a parent or guardian said so; the evidence then names a document
 * @param key the same key from the same caller is the same decision, 1 to 100 characters
 */
public record NewDecision(
    int customerNo,
    String purpose,
    Optional<String> channel,
    boolean isGrant,
    Instant at,
    boolean isByGuardian,
    Evidence evidence,
    Optional<String> key) {}
