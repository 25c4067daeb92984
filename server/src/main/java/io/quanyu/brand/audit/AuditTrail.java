package io.quanyu.brand.audit;

import io.quanyu.brand.audit.internal.EntryTable;
import io.quanyu.brand.audit.internal.RequestRecord;
import io.quanyu.brand.audit.internal.StoredEntry;
import io.quanyu.core.id.Uuid7;
import io.quanyu.platform.combining.Combiner;
import io.quanyu.platform.combining.CombiningException;
import io.quanyu.platform.combining.CombiningLimits;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit trail. What is recorded stays: there is no way to change or delete it here.
 *
 * <p>Handlers need not call it: {@link Audited} records their requests. Others do, such as jobs.
 */
public final class AuditTrail implements AutoCloseable {

  /** One batch at a time: a commit that others wait for gathers their entries. */
  private static final CombiningLimits LIMITS = new CombiningLimits(200, 10_000, 10_000, 1);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String TOGETHER = "entries";

  private final EntryTable entries;
  private final Combiner<String, StoredEntry, Boolean> combiner;
  private final JsonMapper mapper;
  private final Uuid7 ids;
  private final Clock clock;
  private final Runnable wakeSealer;

  public AuditTrail(
      EntryTable entries,
      TransactionOperations transactions,
      JsonMapper mapper,
      Uuid7 ids,
      Clock clock,
      Runnable wakeSealer) {
    this.entries = entries;
    this.combiner =
        new Combiner<>(
            "audit",
            LIMITS,
            transactions,
            (_, batch) -> {
              entries.insert(batch);
              return Collections.nCopies(batch.size(), true);
            });
    this.mapper = mapper;
    this.ids = ids;
    this.clock = clock;
    this.wakeSealer = wakeSealer;
  }

  /**
   * Records in the caller's transaction: both commit, or neither. Entries of different transactions
   * never wait for each other.
   *
   * @throws IllegalStateException without a transaction
   */
  public void record(AuditEntry entry) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("recording " + entry.action() + " needs a transaction");
    }
    entries.insert(List.of(stored(entry)));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeSealer.run();
          }
        });
  }

  /**
   * Records what belongs to no transaction, such as a view; durable when it returns. Entries of all
   * callers of this moment share a commit.
   *
   * @throws ProblemException {@link WebProblem#UNAVAILABLE} if it could not be recorded: what is to
   *     be recorded must not happen then
   */
  public void recordNow(AuditEntry entry) {
    try {
      combiner.ask(TOGETHER, stored(entry), PATIENCE);
    } catch (CombiningException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
    wakeSealer.run();
  }

  /**
   * Records now the request that this thread serves, before its answer begins: for exports, which
   * write their answer themselves.
   *
   * @throws IllegalStateException if the thread serves no {@link Audited} request
   */
  public void recordRequestNow() {
    var request =
        RequestRecord.current()
            .orElseThrow(() -> new IllegalStateException("there is no audited request"));
    recordNow(request.entry());
    request.tell();
  }

  private static ProblemException unavailable(Exception cause) {
    var refusal =
        new ProblemException(
            WebProblem.UNAVAILABLE, "It could not be recorded, so it was not done. Try again.");
    refusal.initCause(cause);
    return refusal;
  }

  private StoredEntry stored(AuditEntry entry) {
    var origin = RequestRecord.current().map(RequestRecord::origin);
    var id = ids.next();
    var object = entry.object();
    return new StoredEntry(
        id,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        origin.map(RequestRecord.Origin::requestId).orElse(id),
        entry.actor(),
        entry.kind().code(),
        entry.action(),
        object == null ? null : object.kind(),
        object == null ? null : object.id(),
        entry.outcome().code(),
        entry.reason(),
        origin.map(RequestRecord.Origin::sourceIp).orElse(null),
        origin.map(RequestRecord.Origin::userAgent).orElse(null),
        mapper.writeValueAsString(new TreeMap<>(entry.details())));
  }

  /** Waits until what was handed over is durable. */
  @Override
  public void close() {
    combiner.close();
  }
}
