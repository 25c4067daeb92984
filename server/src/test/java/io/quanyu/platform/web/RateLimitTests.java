package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTests {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** As {@link System#nanoTime} may be: about to overflow. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

  private final RateLimit limit = new RateLimit(3, INTERVAL, 4, now::get);

  @Test
  void theLastTryIsAllowedAndTheNextIsTold() {
    for (int i = 0; i < 3; i++) {
      assertThat(limit.take("a")).isEmpty();
    }
    assertThat(limit.take("a")).contains(INTERVAL);
    assertThat(limit.take("b")).isEmpty();
  }

  @Test
  void aRefusalCostsNothingAndTimeGivesTriesBack() {
    for (int i = 0; i < 20; i++) {
      limit.take("a");
    }
    pass(INTERVAL.minusNanos(1));
    assertThat(limit.take("a")).contains(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(limit.take("a")).isEmpty();
    assertThat(limit.take("a")).isPresent();
    pass(INTERVAL.multipliedBy(100));
    for (int i = 0; i < 3; i++) {
      assertThat(limit.take("a")).isEmpty();
    }
    assertThat(limit.take("a")).isPresent();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    for (int i = 0; i < 50; i++) {
      assertThat(limit.take("a")).isEmpty();
      limit.giveBack("a");
    }
  }

  /** A flood of keys neither fills the memory nor frees who is refused. */
  @Test
  void furtherKeysShareOne() {
    for (int i = 0; i < 4; i++) {
      limit.take("a");
    }
    int allowed = 0;
    for (int i = 0; i < 1_000; i++) {
      allowed += limit.take("flood" + i).isEmpty() ? 1 : 0;
    }
    assertThat(limit.keys()).isLessThanOrEqualTo(5);
    assertThat(allowed).isEqualTo(3 + 3);
    assertThat(limit.take("a")).isPresent();

    pass(INTERVAL.multipliedBy(4));
    assertThat(limit.take("late")).isEmpty();
    assertThat(limit.keys()).isOne();
  }

  @Test
  void threadsTakeNoMoreThanThereIs() throws InterruptedException {
    var taken = new AtomicInteger();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        threads.execute(() -> {
          try {
            start.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          if (limit.take("a").isEmpty()) {
            taken.incrementAndGet();
          }
        });
      }
      start.countDown();
    }
    assertThat(taken).hasValue(3);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
