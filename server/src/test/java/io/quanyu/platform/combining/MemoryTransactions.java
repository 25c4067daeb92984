package io.quanyu.platform.combining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** A store of one number and a list of what was granted, with transactions that may fail. */
final class MemoryTransactions implements TransactionOperations {

  private final RandomGenerator random;
  private final int failuresOneIn;
  private int left;
  private List<Integer> granted = new ArrayList<>();
  private int committed;

  /**
   * @param failuresOneIn how many transactions succeed for one that cannot begin or loses its
   *     connection during the commit; zero for none
   */
  MemoryTransactions(int left, RandomGenerator random, int failuresOneIn) {
    this.left = left;
    this.random = random;
    this.failuresOneIn = failuresOneIn;
  }

  @Override
  public synchronized <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    if (isFailing()) {
      throw new CannotCreateTransactionException("no connection");
    }
    var leftBefore = left;
    var grantedBefore = List.copyOf(granted);
    try {
      var result = action.doInTransaction(new SimpleTransactionStatus());
      if (isFailing()) {
        if (random.nextBoolean()) {
          undo(leftBefore, grantedBefore); // the commit did not arrive; else only its answer
        }
        throw new TransactionSystemException("commit", new SQLException("lost", "08006"));
      }
      committed++;
      return result;
    } catch (TransactionSystemException e) {
      throw e;
    } catch (RuntimeException e) {
      undo(leftBefore, grantedBefore);
      throw e;
    }
  }

  private boolean isFailing() {
    return failuresOneIn > 0 && random.nextInt(failuresOneIn) == 0;
  }

  private void undo(int leftBefore, List<Integer> grantedBefore) {
    left = leftBefore;
    granted = new ArrayList<>(grantedBefore);
  }

  /** Within a transaction: takes one if there is one. */
  synchronized boolean take(int request) {
    if (left == 0) {
      return false;
    }
    left--;
    granted.add(request);
    return true;
  }

  synchronized int left() {
    return left;
  }

  /** The requests that were granted, in the order of the commits. */
  synchronized List<Integer> granted() {
    return List.copyOf(granted);
  }

  synchronized int committed() {
    return committed;
  }
}
