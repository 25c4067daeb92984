package io.quanyu.reach.message.internal;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Transactions at whose start or after whose commit the server is killed now and then.
 *
 * @param seldom one of so many, at either end
 */
record DyingTransactions(TransactionOperations transactions, Random random, int seldom)
    implements TransactionOperations {

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    boolean before = random.nextInt(seldom) == 0;
    boolean after = random.nextInt(seldom) == 0;
    if (before) {
      throw new MisbehavingVendor.Killed();
    }
    var result = transactions.execute((TransactionStatus status) -> action.doInTransaction(status));
    if (after) {
      throw new MisbehavingVendor.Killed();
    }
    return result;
  }
}
