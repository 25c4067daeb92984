package io.quanyu.know.export.internal;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportProblem;
import io.quanyu.know.export.ExportState;
import io.quanyu.know.export.internal.ExportTable.Stored;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.ProblemException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** The second person: allows a file or refuses it, never her own. */
public final class DecidingExports {

  private final ExportTable exports;
  private final RunningExports running;
  private final TransactionOperations transactions;

  DecidingExports(ExportTable exports, RunningExports running, TransactionOperations transactions) {
    this.exports = exports;
    this.running = running;
    this.transactions = transactions;
  }

  /** Lets it be written. */
  public Export approve(Caller caller, UUID id, @Nullable String note) {
    return decide(caller, id, ExportState.APPROVED, note);
  }

  /** Says no, and why. */
  public Export refuse(Caller caller, UUID id, String note) {
    return decide(caller, id, ExportState.REFUSED, note);
  }

  private Export decide(Caller caller, UUID id, ExportState to, @Nullable String note) {
    if (note != null) {
      AuditedRequest.reason(note);
    }
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var stored = exports.lock(id).orElseThrow(() -> AskingForExport.notFound(id));
          check(caller, stored);
          if (!exports.decide(id, to, caller.username(), note)) {
            throw new ProblemException(
                ExportProblem.STATE_WRONG, "It is not waiting for a decision any more.");
          }
          AuditedRequest.detail("requester", stored.export().requestedBy());
          running.wake();
          return exports.find(id).orElseThrow().export();
        }));
  }

  private static void check(Caller caller, Stored stored) {
    if (stored.export().requestedBy().equals(caller.username())) {
      throw new ProblemException(
          ExportProblem.SECOND_PERSON_NEEDED, "You asked for it yourself. Ask a colleague.");
    }
  }
}
