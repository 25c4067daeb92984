package io.quanyu.platform.combining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.combining.CombiningException.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class CombinerTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final MemoryTransactions store = new MemoryTransactions(9, new SplittableRandom(1), 0);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** The first batch waits until it is told to go on; then the others have gathered. */
  private Combiner<String, Integer, Boolean> combiner(CombiningLimits limits) {
    return new Combiner<>(
        "test",
        limits,
        store,
        (_, requests) -> {
          begun.countDown();
          await(goOn);
          return requests.stream().map(store::take).toList();
        });
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    callers.close();
  }

  @Test
  void decidesThoseWhoGatheredInOneTransaction() throws Exception {
    var combiner = combiner(new CombiningLimits(100, 100, 100, 1));
    var first = ask(combiner, 0);
    await(begun);
    var others = List.of(ask(combiner, 1), ask(combiner, 2), ask(combiner, 3));
    awaitWaiting(combiner, 3);
    goOn.countDown();
    assertThat(first.get()).isTrue();
    for (var other : others) {
      assertThat(other.get()).isTrue();
    }
    assertThat(store.committed()).isEqualTo(2);
  }

  @Test
  void refusesWhenTooManyWaitForOneKey() throws Exception {
    var combiner = combiner(new CombiningLimits(1, 2, 100, 1));
    var first = ask(combiner, 0);
    await(begun);
    var second = ask(combiner, 1);
    var third = ask(combiner, 2);
    awaitWaiting(combiner, 2);
    assertThatThrownBy(() -> combiner.ask("sku", 3, LONG)).satisfies(is(Reason.BUSY));
    goOn.countDown();
    assertThat(List.of(first.get(), second.get(), third.get())).containsOnly(true);
    assertThat(combiner.ask("sku", 3, LONG)).isTrue();
  }

  @Test
  void refusesWhenTooManyWaitInAll() throws Exception {
    var combiner = combiner(new CombiningLimits(1, 100, 1, 1));
    var first = ask(combiner, 0);
    await(begun);
    var second = ask(combiner, 1);
    awaitWaiting(combiner, 1);
    assertThatThrownBy(() -> combiner.ask("other", 3, LONG)).satisfies(is(Reason.BUSY));
    goOn.countDown();
    assertThat(first.get()).isTrue();
    assertThat(second.get()).isTrue();
    assertThat(combiner.waiting()).isZero();
  }

  @Test
  void letsThoseInLineGiveUpWithoutEffect() throws Exception {
    var combiner = combiner(new CombiningLimits(10, 10, 10, 1));
    var first = ask(combiner, 0);
    await(begun);
    assertThatThrownBy(() -> combiner.ask("sku", 1, Duration.ofMillis(5)))
        .satisfies(is(Reason.TIMEOUT));
    var interrupted = ask(combiner, 2);
    awaitWaiting(combiner, 1);
    assertThat(interrupted.cancel(true)).isTrue();
    awaitWaiting(combiner, 0);
    goOn.countDown();
    assertThat(first.get()).isTrue();
    assertThat(store.granted()).containsExactly(0);
  }

  @Test
  void tellsTheOutcomeToACallerWhoseDecisionHasBegun() throws Exception {
    var combiner = combiner(new CombiningLimits(10, 10, 10, 1));
    var outcome =
        callers.submit(() -> combiner.ask("sku", 0, Duration.ofMillis(1))); // passes meanwhile
    await(begun);
    goOn.countDown();
    assertThat(outcome.get()).isTrue();
  }

  @Test
  void reportsWhetherALostConnectionMayHaveCommitted() {
    var lost = failing(new SQLException("connection lost", "08006"));
    assertThatThrownBy(() -> lost.ask("sku", 1, LONG))
        .satisfies(is(Reason.UNKNOWN))
        .satisfies(e -> assertThat(((CombiningException) e).mayHaveHappened()).isTrue());
    var refused = failing(new SQLException("deferred check", "23514"));
    assertThatThrownBy(() -> refused.ask("sku", 1, LONG))
        .satisfies(is(Reason.FAILED))
        .satisfies(e -> assertThat(((CombiningException) e).mayHaveHappened()).isFalse());
  }

  private static Combiner<String, Integer, Boolean> failing(SQLException commit) {
    TransactionOperations transactions =
        new TransactionOperations() {
          @Override
          public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            var _ = action.doInTransaction(new SimpleTransactionStatus());
            throw new DataIntegrityViolationException("commit", commit);
          }
        };
    return new Combiner<>(
        "test",
        new CombiningLimits(10, 10, 10, 1),
        transactions,
        (_, requests) -> requests.stream().map(_ -> true).toList());
  }

  @Test
  void answersThoseInLineAndRefusesOthersWhenItCloses() throws Exception {
    var combiner = combiner(new CombiningLimits(1, 10, 10, 1));
    var first = ask(combiner, 0);
    await(begun);
    var second = ask(combiner, 1);
    awaitWaiting(combiner, 1);
    var closing = callers.submit(combiner::close);
    goOn.countDown();
    var _ = closing.get();
    assertThat(first.get()).isTrue();
    assertThat(second.get()).isTrue();
    assertThatThrownBy(() -> combiner.ask("sku", 2, LONG)).satisfies(is(Reason.CLOSED));
  }

  private Future<Boolean> ask(Combiner<String, Integer, Boolean> combiner, int request) {
    return callers.submit(() -> combiner.ask("sku", request, LONG));
  }

  private static void awaitWaiting(Combiner<?, ?, ?> combiner, int waiting) {
    while (combiner.waiting() != waiting) {
      Thread.onSpinWait();
    }
  }

  private static Consumer<Throwable> is(Reason reason) {
    return e ->
        assertThat(e)
            .isInstanceOfSatisfying(
                CombiningException.class, c -> assertThat(c.reason()).isEqualTo(reason));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
