package io.quanyu.know.purchase.internal;

import org.jspecify.annotations.Nullable;

/**
 * A document that is there.
 *
 * @param accountNo whose order it is; null if nobody is known
 * @param customerNo customer of the account
 */
record StoredDocument(long purchaseNo, @Nullable Integer accountNo, @Nullable Integer customerNo) {}
