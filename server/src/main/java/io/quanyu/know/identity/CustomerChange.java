package io.quanyu.know.identity;

import io.quanyu.core.identity.LinkReason;
import java.time.Instant;

/**
 * An account that came to a customer from another one.
 *
 * @param isMerge whether the other customer was left empty by it
 * @param reason why the account is here
 */
public record CustomerChange(
    long changeNo,
    Instant at,
    boolean isMerge,
    int accountNo,
    int fromCustomerNo,
    LinkReason reason) {}
