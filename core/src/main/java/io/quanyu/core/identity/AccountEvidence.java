package io.quanyu.core.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that is known about one channel account.
 *
 * @param accountNo dense number, given in order of arrival; never decides what is linked
 * @param key keyed hash of channel and account key; breaks ties, because it does not depend on the
 *     order of arrival
 * @param firstSeenMs earliest statement about the account, epoch milliseconds
 * @param traits the person as the account describes her
 * @param identifiers at most one entry for a hash and trust
 */
public record AccountEvidence(
    int accountNo,
    UUID key,
    long firstSeenMs,
    PersonTraits traits,
    List<HeldIdentifier> identifiers) {

  public AccountEvidence {
    identifiers = List.copyOf(identifiers);
  }

  /**
   * What both pieces of evidence say together; commutative, associative and idempotent.
   *
   * @throws IllegalArgumentException if they are about different accounts
   */
  public AccountEvidence join(AccountEvidence other) {
    if (accountNo != other.accountNo || !key.equals(other.key)) {
      throw new IllegalArgumentException("accounts " + accountNo + " and " + other.accountNo);
    }
    return new AccountEvidence(
        accountNo,
        key,
        Math.min(firstSeenMs, other.firstSeenMs),
        traits.join(other.traits),
        join(identifiers, other.identifiers));
  }

  /** The union of both lists, each identifier with its earliest time. */
  public static List<HeldIdentifier> join(List<HeldIdentifier> some, List<HeldIdentifier> others) {
    record Slot(UUID hash, IdentifierKind kind) {}
    Map<Slot, HeldIdentifier> joined = LinkedHashMap.newLinkedHashMap(some.size() + others.size());
    for (List<HeldIdentifier> held : List.of(some, others)) {
      for (HeldIdentifier identifier : held) {
        joined.merge(
            new Slot(identifier.hash(), identifier.kind()), identifier, HeldIdentifier::join);
      }
    }
    return new ArrayList<>(joined.values());
  }
}
