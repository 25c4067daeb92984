package io.quanyu.platform.crypto;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Goes on with a rotation in the background: after it was begun, after a start, and now and then
 * for what another server left. Several servers may do so at once; each chunk of rows is one's.
 *
 * <p>What a round left behind is tried again after a pause that doubles from round to round: a row
 * that was locked is free soon, a key that cannot be opened may never be.
 */
final class KeepingKeysWrapped implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeepingKeysWrapped.class);

  static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int REST = 4;
  private static final Duration PAUSE_MAX = Duration.ofHours(1);

  private final Supplier<MasterKeys.Left> goOn;
  private final Semaphore begun;
  private volatile boolean running;
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  /**
   * @param goOn does the next step
   * @param begun gets a permit when a rotation was begun
   */
  KeepingKeysWrapped(Supplier<MasterKeys.Left> goOn, Semaphore begun) {
    this.goOn = goOn;
    this.begun = begun;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("master-keys").start(this::run);
  }

  private void run() {
    var pause = PAUSE;
    try {
      while (running) {
        switch (step(pause)) {
          case MORE -> {}
          case NOTHING -> {
            pause = PAUSE;
            isWoken(pause);
          }
          case REMAINS -> pause = isWoken(pause) ? PAUSE : longer(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopping
    }
  }

  /** Rests {@value #REST} times as long as it worked: most of the time belongs to who reads. */
  private MasterKeys.Left step(Duration pause) throws InterruptedException {
    long begunAt = System.nanoTime();
    try {
      var left = goOn.get();
      if (left == MasterKeys.Left.MORE) {
        Thread.sleep(Duration.ofNanos(System.nanoTime() - begunAt).multipliedBy(REST));
      }
      return left;
    } catch (RuntimeException e) {
      // Every step can be done again.
      log.warn("the rotation of the master key is stuck; it goes on in {}", pause, e);
      return MasterKeys.Left.REMAINS;
    }
  }

  /** Waits, unless somebody wants a rotation to go on now. */
  private boolean isWoken(Duration pause) throws InterruptedException {
    boolean isWoken = begun.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    begun.drainPermits();
    return isWoken;
  }

  static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  @Override
  public void stop() {
    running = false;
    var stopping = thread;
    begun.release(); // let a step under way end
    try {
      if (!stopping.join(Duration.ofSeconds(10))) {
        stopping.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
