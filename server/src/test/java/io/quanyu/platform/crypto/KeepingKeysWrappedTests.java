package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.crypto.MasterKeys.Left;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeepingKeysWrappedTests {

  private final Semaphore begun = new Semaphore(0);
  private final AtomicInteger steps = new AtomicInteger();

  @Test
  void goesOnWhileThereIsMoreToDo() {
    assertThat(stepsUntilWokenOnce(() -> steps.get() < 5 ? Left.MORE : Left.NOTHING)).isEqualTo(6);
  }

  @Test
  void waitsWhenKeysRemainThatCannotBeOpened() {
    assertThat(stepsUntilWokenOnce(() -> Left.REMAINS)).isEqualTo(2);
  }

  @Test
  void waitsAfterAFailure() {
    assertThat(
            stepsUntilWokenOnce(() -> {
              throw new IllegalStateException("the database is away");
            }))
        .isEqualTo(2);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToAnHour() {
    var pause = KeepingKeysWrapped.PAUSE;
    assertThat(KeepingKeysWrapped.longer(pause)).isEqualTo(Duration.ofSeconds(20));
    for (int i = 0; i < 100; i++) {
      pause = KeepingKeysWrapped.longer(pause);
    }
    assertThat(pause).isEqualTo(Duration.ofHours(1));
  }

  /** How many steps are done until it waits, is woken, and waits again. */
  private int stepsUntilWokenOnce(Supplier<Left> left) {
    var keeping =
        new KeepingKeysWrapped(
            () -> {
              steps.incrementAndGet();
              return left.get();
            },
            begun);
    keeping.start();
    Awaitility.await().until(begun::hasQueuedThreads);
    int before = steps.get();
    begun.release();
    Awaitility.await().until(() -> steps.get() > before && begun.hasQueuedThreads());
    keeping.stop();
    return steps.get();
  }
}
