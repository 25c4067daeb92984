package io.quanyu.brand.audit.internal;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditTrail;
import java.io.Serial;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.RowCountQuery;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records a request before the first statement of it that writes without a transaction. Such a
 * statement is its own commit, so the entry cannot be in it; it comes before, and another follows
 * if the request fails.
 */
final class RecordBeforeStatement implements ExecuteListener {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ObjectProvider<AuditTrail> trail;

  RecordBeforeStatement(ObjectProvider<AuditTrail> trail) {
    this.trail = trail;
  }

  @Override
  public void executeStart(ExecuteContext context) {
    if (isWrite(context) && !TransactionSynchronizationManager.isActualTransactionActive()) {
      RequestRecord.current()
          .filter(request -> request.kind() == AuditKind.CHANGE && request.isDue())
          .ifPresent(_ -> trail.getObject().recordRequestNow());
    }
  }

  private static boolean isWrite(ExecuteContext context) {
    return context.query() instanceof RowCountQuery || context.batchQueries().length > 1;
  }
}
