package io.quanyu.platform.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.combining.CombiningException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many callers, a store that runs out, requests that fail, callers that give up, transactions that
 * break: whatever happens, the answers are true and the books agree.
 */
class CombinerPropertyTests {

  private static final int REQUESTS = 3_000;
  private static final int STOCK = 700;
  private static final Duration LONG = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void answersAreTrueAndEachIsGivenOnce(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    var store =
        new MemoryTransactions(STOCK, random.split(), seed % 2 == 0 ? 0 : random.nextInt(5, 40));
    var limits =
        new CombiningLimits(
            random.nextInt(1, 100), random.nextInt(50, 4_000), random.nextInt(50, 4_000), 2);
    var poisoned = pick(random, 40);
    var impatient = pick(random, 3);
    var largestBatch = new AtomicInteger();
    BatchDecision<String, Integer, Boolean> decision =
        (_, requests) -> {
          largestBatch.accumulateAndGet(requests.size(), Math::max);
          return requests.stream()
              .map(request -> {
                if (poisoned.contains(request)) {
                  throw new IllegalArgumentException("poison");
                }
                return store.take(request);
              })
              .toList();
        };

    Map<Integer, Object> outcomes = new ConcurrentHashMap<>();
    try (var combiner = new Combiner<>("test", limits, store, decision);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        int request = i;
        var patience = impatient.contains(request) ? Duration.ZERO : LONG;
        var _ =
            callers.submit(() -> {
              var before = outcomes.put(request, outcome(combiner, request, patience));
              assertThat(before).isNull();
              return true;
            });
      }
    }

    var when = "seed " + seed + ", " + limits;
    assertThat(outcomes).as(when).hasSize(REQUESTS);
    assertThat(largestBatch.get()).as(when).isLessThanOrEqualTo(limits.batchMax());
    var granted = store.granted();
    assertThat(granted).as(when).doesNotHaveDuplicates().hasSize(STOCK - store.left());
    var grantedSet = new HashSet<>(granted);
    outcomes.forEach((request, outcome) -> {
      var isGranted = grantedSet.contains(request);
      switch (outcome) {
        case Boolean yes -> assertThat(yes).as(when + ", request " + request).isEqualTo(isGranted);
        case Reason reason when reason == Reason.UNKNOWN -> {
          // either is allowed
        }
        default -> assertThat(isGranted).as(when + ": " + outcome).isFalse();
      }
    });
    assertThat(outcomes.values()).as(when).doesNotContain(Reason.CLOSED);
    poisoned.forEach(request -> assertThat(outcomes.get(request)).as(when).isNotIn(true, false));
    if (outcomes.containsValue(false)) {
      assertThat(store.left()).as("someone was told that nothing is left").isZero();
    }
  }

  private static Object outcome(
      Combiner<String, Integer, Boolean> combiner, int request, Duration patience)
      throws InterruptedException {
    try {
      return combiner.ask("sku", request, patience);
    } catch (CombiningException e) {
      return e.reason();
    }
  }

  private static Set<Integer> pick(SplittableRandom random, int oneIn) {
    var picked = new HashSet<Integer>();
    for (int i = 0; i < REQUESTS; i++) {
      if (random.nextInt(oneIn) == 0) {
        picked.add(i);
      }
    }
    return picked;
  }

  /** Requests of one key are decided in the order in which they came, whatever the batches. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void keepsTheOrderOfArrival(int batchMax) throws Exception {
    var store = new MemoryTransactions(0, new SplittableRandom(1), 0);
    var decided = new ArrayList<Integer>();
    var allInLine = new CountDownLatch(1);
    var callers = new ArrayList<Thread>();
    try (var combiner =
        new Combiner<String, Integer, Boolean>(
            "test",
            new CombiningLimits(batchMax, 1_000, 1_000, 1),
            store,
            (_, requests) -> {
              uninterruptibly(allInLine);
              decided.addAll(requests);
              return requests.stream().map(_ -> true).toList();
            })) {
      for (int i = 0; i < 200; i++) {
        int request = i;
        var caller = Thread.ofVirtual().start(() -> ask(combiner, request));
        while (caller.getState() != Thread.State.TIMED_WAITING) {
          Thread.onSpinWait(); // until it waits for its answer, so it is in line
        }
        callers.add(caller);
      }
      allInLine.countDown();
      for (var caller : callers) {
        caller.join();
      }
    }
    assertThat(decided).hasSize(200).isSorted();
  }

  private static void ask(Combiner<String, Integer, Boolean> combiner, int request) {
    try {
      assertThat(combiner.ask("sku", request, LONG)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
