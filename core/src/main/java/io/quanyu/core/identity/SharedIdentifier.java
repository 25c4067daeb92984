package io.quanyu.core.identity;

import io.quanyu.core.identity.IdentifierKind.Trust;
import java.util.Arrays;
import java.util.UUID;

/** An identifier that several accounts hold. */
final class SharedIdentifier {

  private final UUID hash;
  private final IdentifierKind kind;
  private final int[] holders;
  private final Trust[] trusts;

  /**
   * @param kind the most trusted under which it is held
   * @param holders accounts, ascending
   * @param trusts by holder
   */
  SharedIdentifier(UUID hash, IdentifierKind kind, int[] holders, Trust[] trusts) {
    this.hash = hash;
    this.kind = kind;
    this.holders = holders;
    this.trusts = trusts;
  }

  UUID hash() {
    return hash;
  }

  IdentifierKind kind() {
    return kind;
  }

  /** Accounts that hold it with exactly this trust, ascending. */
  int[] holders(Trust trust) {
    int count = 0;
    int[] found = new int[holders.length];
    for (int i = 0; i < holders.length; i++) {
      if (trusts[i] == trust) {
        found[count++] = holders[i];
      }
    }
    return Arrays.copyOf(found, count);
  }
}
