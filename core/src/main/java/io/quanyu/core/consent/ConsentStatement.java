package io.quanyu.core.consent;

import java.time.Instant;

/**
 * One decision, as far as the rule needs it.
 *
 * @param decisionNo unique
 * @param channel code; empty: all channels
 * @param speaker the account that spoke; 0 if an address did, which can only withdraw
 * @param at when it was said
 */
public record ConsentStatement(
    long decisionNo,
    String channel,
    boolean isGrant,
    boolean isByGuardian,
    int speaker,
    Instant at) {

  /** Nobody's account: an address withdrew. */
  public static final int ADDRESS = 0;

  public ConsentStatement {
    if (isGrant && speaker == ADDRESS) {
      throw new IllegalArgumentException("an address cannot agree: decision " + decisionNo);
    }
  }
}
