package io.quanyu.core.identity;

import java.util.UUID;

/**
 * Two accounts that share an identifier and were not linked through it, for review.
 *
 * @param kind what speaks against the link
 * @param identifier the shared identifier
 * @param accountNo one account
 * @param otherAccountNo the other account
 */
public record IdentityConflict(Kind kind, UUID identifier, int accountNo, int otherAccountNo) {

  /** What speaks against a link. */
  public enum Kind {
    /** Both sides hold different identifiers in one exclusive namespace. */
    EXCLUSIVE_IDENTIFIERS,
    /** Name, birthday or gender differ between two persons that both fit. */
    TRAITS,
    /** The account fits two persons who are certainly not the same. */
    AMBIGUOUS
  }
}
