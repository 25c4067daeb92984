package io.quanyu.know.identity;

import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.LinkReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of a customer's channel accounts and why it is hers.
 *
 * @param key keyed hash of channel and account key
 * @param reason why it belongs to the others
 * @param linkedBy kind of the identifier behind the reason; null for the oldest account
 * @param identifiers what it holds, as keyed hashes
 */
public record CustomerAccount(
    int accountNo,
    UUID key,
    String channel,
    Instant firstSeenAt,
    LinkReason reason,
    @Nullable IdentifierKind linkedBy,
    List<HeldIdentifier> identifiers) {

  public CustomerAccount {
    identifiers = List.copyOf(identifiers);
  }
}
