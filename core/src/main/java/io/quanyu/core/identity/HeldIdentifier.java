package io.quanyu.core.identity;

import java.util.UUID;

/**
 * One identifier of an account.
 *
 * @param hash keyed hash of kind, scope and value; an order phone has the hash of the same phone
 * @param kind what it is
 * @param namespace number of the scope in which an exclusive kind is unique; {@link #NO_NAMESPACE}
 *     for other kinds
 * @param seenAtMs when the account was first seen with it, epoch milliseconds
 */
public record HeldIdentifier(UUID hash, IdentifierKind kind, int namespace, long seenAtMs) {

  public static final int NO_NAMESPACE = 0;

  public HeldIdentifier {
    if (kind.isExclusive() != (namespace != NO_NAMESPACE)) {
      throw new IllegalArgumentException(kind + " with namespace " + namespace);
    }
  }

  /** The same identifier, first seen at the earlier of both times. */
  HeldIdentifier join(HeldIdentifier other) {
    return other.seenAtMs < seenAtMs ? other : this;
  }
}
