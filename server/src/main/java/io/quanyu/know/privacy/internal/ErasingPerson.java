package io.quanyu.know.privacy.internal;

import io.quanyu.brand.audit.AuditEntry;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditObject;
import io.quanyu.brand.audit.AuditOutcome;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.know.privacy.PrivacyRequest;
import io.quanyu.know.privacy.RequestState;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases a person, holder by holder, each in a transaction that also says that it is done: whoever
 * dies in between goes on behind the last one that committed.
 *
 * <p>The first transaction parts her accounts from everything that comes: from its commit on
 * records of her past are left out, and records of today are another customer. What the steps need
 * is kept with the erasure as numbers and keyed hashes, so none of them has to be the first or the
 * last.
 */
final class ErasingPerson {

  /** Who did it where nobody's hand was in it. */
  static final String SERVER = "-";

  private final TransactionOperations transactions;
  private final RequestSql requests;
  private final ErasureSteps steps;
  private final ErasedCustomers customers;
  private final List<PersonalDataHolder> holders;
  private final AuditTrail audit;
  private final Clock clock;
  private final Watch watch;

  /** Told after each committed step, {@code begin} and {@code end} included; a test stops there. */
  @FunctionalInterface
  interface Watch {
    void after(String step);
  }

  ErasingPerson(
      TransactionOperations transactions,
      RequestSql requests,
      ErasureSteps steps,
      ErasedCustomers customers,
      List<PersonalDataHolder> holders,
      AuditTrail audit,
      Clock clock,
      Watch watch) {
    this.transactions = transactions;
    this.requests = requests;
    this.steps = steps;
    this.customers = customers;
    this.holders = holders.stream().sorted(Comparator.comparing(PersonalDataHolder::name)).toList();
    this.audit = audit;
    this.clock = clock;
    this.watch = watch;
  }

  /**
   * Does what is left of an erasure.
   *
   * @return whether it ended; false if a holder has to wait, and it must be run again
   */
  boolean run(UUID requestId) {
    if (!isRunning(requestId) || !begin(requestId)) {
      return true;
    }
    watch.after("begin");
    boolean isAllDone = true;
    for (var holder : holders) {
      isAllDone &= step(requestId, holder);
      watch.after(holder.name());
    }
    if (isAllDone) {
      end(requestId);
      watch.after("end");
    }
    return isAllDone;
  }

  private boolean isRunning(UUID requestId) {
    return requests
        .find(requestId)
        .filter(request -> request.state() == RequestState.RUNNING)
        .isPresent();
  }

  /** False if there is nobody to be erased any more. */
  private boolean begin(UUID requestId) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> {
          if (steps.findLocked(requestId).isPresent()) {
            return true;
          }
          var request = requests.find(requestId).orElseThrow();
          var person = customers.find(request.customerId(), clock.instant());
          if (person.isEmpty()) {
            requests.refuse(
                requestId, Set.of(RequestState.RUNNING), "She was erased before.", SERVER);
            return false;
          }
          customers.erase(person.get());
          steps.begin(requestId, person.get());
          return true;
        }));
  }

  private boolean step(UUID requestId, PersonalDataHolder holder) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> {
          var erasure = steps.findLocked(requestId).orElseThrow();
          if (erasure.done().contains(holder.name())) {
            return true;
          }
          boolean isDone = holder.erase(erasure.person());
          if (isDone) {
            steps.markDone(requestId, holder.name());
          }
          return isDone;
        }));
  }

  private void end(UUID requestId) {
    transactions.executeWithoutResult(_ -> {
      var request = requests.find(requestId).orElseThrow();
      steps.end(requestId);
      requests.done(requestId, SERVER);
      audit.record(
          new AuditEntry(
              startedBy(request),
              AuditKind.CHANGE,
              "privacy.erased",
              new AuditObject("customer", request.customerId().toString()),
              AuditOutcome.DONE,
              null,
              Map.of("request", requestId.toString())));
    });
  }

  private static String startedBy(PrivacyRequest request) {
    var started = request.started();
    return started == null ? AuditEntry.NOBODY : started.by();
  }
}
