package io.quanyu.platform.combining;

import static io.quanyu.platform.combining.CombiningException.Reason.BUSY;
import static io.quanyu.platform.combining.CombiningException.Reason.CLOSED;
import static io.quanyu.platform.combining.CombiningException.Reason.FAILED;
import static io.quanyu.platform.combining.CombiningException.Reason.TIMEOUT;
import static io.quanyu.platform.combining.CombiningException.Reason.UNAVAILABLE;
import static io.quanyu.platform.combining.CombiningException.Reason.UNKNOWN;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides requests for the same key together.
 *
 * <p>Requests for a key wait in line. While there is a line, one virtual thread takes up to {@code
 * batchMax} of them, decides them in one transaction, and answers all after its commit; meanwhile
 * the next ones gather. So a single request costs what a transaction costs, and under load the cost
 * is shared: nobody waits for a batch to fill.
 *
 * <p>What is promised, for any number of callers, keys and servers:
 *
 * <ul>
 *   <li>Every request gets exactly one answer or one {@link CombiningException}, and an answer only
 *       after the commit that makes it true.
 *   <li>The answers are those of some serial order; per key, the order of arrival.
 *   <li>A request whose decision fails harms no other: its batch is rolled back and decided again
 *       in halves, until it stands alone.
 *   <li>Nothing is decided twice unless the first decision was rolled back for certain.
 * </ul>
 *
 * Keys take turns: a line gets one of the {@code transactionsMax} permits for one batch at a time.
 *
 * @param <K> what is wanted by many; equal keys share a line
 * @param <Q> what one of them asks
 * @param <A> what she is told
 */
public final class Combiner<K, Q, A> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Combiner.class);

  private static final Duration CLOSING_TIMEOUT = Duration.ofSeconds(20);

  private final String name;
  private final CombiningLimits limits;
  private final TransactionOperations transactions;
  private final BatchDecision<K, Q, A> decision;
  private final ConcurrentHashMap<K, Line<Q, A>> lines = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final Semaphore permits;
  private volatile boolean closed;

  /**
   * @param name of the threads, for people who read thread dumps
   * @param transactions opens the transactions; with a timeout, because callers whose batch has
   *     begun wait for its end
   */
  public Combiner(
      String name,
      CombiningLimits limits,
      TransactionOperations transactions,
      BatchDecision<K, Q, A> decision) {
    this.name = name;
    this.limits = limits;
    this.transactions = transactions;
    this.decision = decision;
    this.places = new Semaphore(limits.waitingMax());
    this.permits = new Semaphore(limits.transactionsMax(), true);
  }

  /**
   * Waits in line for a key and returns the committed answer.
   *
   * <p>A caller that gives up while it waits in line leaves it without effect. One whose decision
   * has begun gets the outcome, however late: it would not know otherwise.
   *
   * @param patience how long to wait in line
   * @throws CombiningException if there is no answer; its reason says whether something happened
   * @throws InterruptedException if interrupted in line; nothing happened
   */
  public A ask(K key, Q request, Duration patience) throws InterruptedException {
    var waiting = new Waiting<Q, A>(request);
    enter(key, waiting);
    try {
      if (!waiting.done.await(patience.toNanos(), TimeUnit.NANOSECONDS) && leave(key, waiting)) {
        throw new CombiningException(TIMEOUT, "its turn did not come within " + patience, null);
      }
    } catch (InterruptedException e) {
      if (leave(key, waiting)) {
        throw e;
      }
      Thread.currentThread().interrupt();
    }
    return waiting.outcome();
  }

  private void enter(K key, Waiting<Q, A> waiting) {
    if (closed) {
      throw new CombiningException(CLOSED, "the server is stopping", null);
    }
    if (!places.tryAcquire()) {
      throw new CombiningException(BUSY, "more than " + limits.waitingMax() + " wait", null);
    }
    lines.compute(
        key,
        (_, present) -> {
          var line = present;
          if (line == null) {
            line = new Line<>();
            Thread.ofVirtual().name("combine-" + name).start(() -> serve(key));
          } else if (line.size() >= limits.waitingMaxPerKey()) {
            places.release();
            throw new CombiningException(
                BUSY, "more than " + limits.waitingMaxPerKey() + " wait for this", null);
          }
          line.add(waiting);
          return line;
        });
  }

  /** Leaves the line; false if the decision has begun. */
  private boolean leave(K key, Waiting<Q, A> waiting) {
    var left = new boolean[1];
    lines.computeIfPresent(
        key,
        (_, line) -> {
          left[0] = line.remove(waiting);
          return line; // an empty line goes when its thread finds it so
        });
    if (left[0]) {
      places.release();
    }
    return left[0];
  }

  private void serve(K key) {
    while (true) {
      permits.acquireUninterruptibly();
      try {
        var batch = next(key);
        if (batch.isEmpty()) {
          return;
        }
        try {
          decide(key, batch);
        } catch (Throwable e) { // an Error must not leave callers waiting for ever
          log.error("combining {} failed", name, e);
          batch.forEach(waiting -> waiting.fail(UNKNOWN, e));
        }
      } finally {
        permits.release();
      }
    }
  }

  /** Takes the first ones of the line; none, and the line is gone. */
  private List<Waiting<Q, A>> next(K key) {
    var batch = new ArrayList<Waiting<Q, A>>();
    lines.computeIfPresent(
        key,
        (_, line) -> {
          var first = line.iterator();
          while (batch.size() < limits.batchMax() && first.hasNext()) {
            batch.add(first.next());
            first.remove();
          }
          return batch.isEmpty() ? null : line;
        });
    places.release(batch.size());
    return batch;
  }

  private void decide(K key, List<Waiting<Q, A>> batch) {
    var requests = batch.stream().map(waiting -> waiting.request).toList();
    var decided = new AtomicReference<@Nullable List<A>>();
    try {
      transactions.executeWithoutResult(_ -> {
        var answers = decision.decide(key, requests);
        if (answers.size() != requests.size()) {
          throw new IllegalStateException(
              answers.size() + " answers to " + requests.size() + " requests");
        }
        decided.set(answers);
      });
    } catch (RuntimeException e) {
      failed(key, batch, e, decided.get() != null);
      return;
    }
    var answers = Objects.requireNonNull(decided.get());
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer(answers.get(i));
    }
  }

  private void failed(K key, List<Waiting<Q, A>> batch, RuntimeException e, boolean wasCommitting) {
    if (wasCommitting && !isRolledBack(e)) {
      log.error(
          "it is unknown whether {} decisions of {} were committed: {}",
          batch.size(),
          name,
          e.toString()); // every caller gets the whole story
      batch.forEach(waiting -> waiting.fail(UNKNOWN, e));
    } else if (e instanceof CannotCreateTransactionException
        || e instanceof DataAccessResourceFailureException) {
      // Nobody's fault: asking again for each half would only queue up at a dead database.
      batch.forEach(waiting -> waiting.fail(UNAVAILABLE, e));
    } else if (batch.size() == 1) {
      batch.getFirst().fail(FAILED, e);
    } else {
      decide(key, batch.subList(0, batch.size() / 2));
      decide(key, batch.subList(batch.size() / 2, batch.size()));
    }
  }

  /**
   * Whether a failure after the decision leaves no doubt that it was rolled back: the database said
   * so, or it was never asked to commit. Classes 08 (connection) and 57 (operator intervention,
   * such as a shutdown) leave the doubt.
   */
  private static boolean isRolledBack(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql) {
        var state = sql.getSQLState();
        return state != null && !state.startsWith("08") && !state.startsWith("57");
      }
    }
    return true;
  }

  /** Requests that wait in line now, over all keys. */
  public int waiting() {
    return limits.waitingMax() - places.availablePermits();
  }

  /** Refuses new requests and waits until those in line have their answers. */
  @Override
  public void close() {
    closed = true;
    try {
      // All places and all permits: nobody waits and nothing runs.
      var deadline = System.nanoTime() + CLOSING_TIMEOUT.toNanos();
      var isDone =
          places.tryAcquire(limits.waitingMax(), CLOSING_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
              && permits.tryAcquire(
                  limits.transactionsMax(), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (isDone) {
        permits.release(limits.transactionsMax());
      } else {
        log.warn("{} stops with requests unanswered", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests for one key, oldest first; guarded by the map's lock on the key. */
  private static final class Line<Q, A> extends LinkedHashSet<Waiting<Q, A>> {
    private static final long serialVersionUID = 1L;
  }

  /** A request in line or in a batch; by identity. */
  private static final class Waiting<Q, A> {
    private final Q request;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable A answer;
    private @Nullable CombiningException failure;

    Waiting(Q request) {
      this.request = request;
    }

    void answer(A answer) {
      this.answer = answer;
      done.countDown();
    }

    void fail(CombiningException.Reason reason, Throwable cause) {
      if (done.getCount() > 0) { // else it was answered before the error
        this.failure = new CombiningException(reason, "no answer: " + cause.getMessage(), cause);
        done.countDown();
      }
    }

    A outcome() {
      var interrupted = false;
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(answer);
    }
  }
}
