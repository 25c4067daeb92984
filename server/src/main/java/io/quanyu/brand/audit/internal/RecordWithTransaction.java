package io.quanyu.brand.audit.internal;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the entry of a request into the first transaction of it that may write, as its last
 * statement: then the entry knows what the handler told of it, and commits with the change or not
 * at all. No use case has to think of it.
 */
final class RecordWithTransaction implements TransactionExecutionListener {

  private final ObjectProvider<AuditTrail> trail;

  /**
   * @param trail by need: it needs transactions itself
   */
  RecordWithTransaction(ObjectProvider<AuditTrail> trail) {
    this.trail = trail;
  }

  @Override
  public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
    if (failure == null && transaction.isNewTransaction() && !transaction.isReadOnly()) {
      RequestRecord.current()
          .filter(request -> request.isDue() && isOfTransactions(request.kind()))
          .ifPresent(request ->
              TransactionSynchronizationManager.registerSynchronization(new Telling(request)));
    }
  }

  private static boolean isOfTransactions(AuditKind kind) {
    return kind == AuditKind.CHANGE || kind == AuditKind.REVEAL;
  }

  private final class Telling implements TransactionSynchronization {
    private final RequestRecord request;
    private boolean isOurs;

    Telling(RequestRecord request) {
      this.request = request;
    }

    /** Before what holds locks until the commit, such as appends to the event log. */
    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (request.told().isEmpty()) {
        trail.getObject().record(request.entry());
        request.tell();
        isOurs = true;
      }
    }

    @Override
    public void afterCompletion(int status) {
      if (isOurs && status == STATUS_ROLLED_BACK) {
        request.untell();
      }
    }
  }
}
