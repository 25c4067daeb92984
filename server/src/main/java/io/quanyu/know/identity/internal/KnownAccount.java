package io.quanyu.know.identity.internal;

import io.quanyu.core.identity.AccountEvidence;

/**
 * An account while a batch is resolved.
 *
 * @param evidence what is known of it, the batch included
 * @param channel code of its channel
 * @param customerNo its customer before the batch; {@link #NEW} if the batch brought it
 */
record KnownAccount(AccountEvidence evidence, String channel, int customerNo) {

  static final int NEW = 0;

  int accountNo() {
    return evidence.accountNo();
  }

  boolean isNew() {
    return customerNo == NEW;
  }

  KnownAccount with(AccountEvidence other) {
    return new KnownAccount(other, channel, customerNo);
  }
}
