package io.quanyu.platform.crypto;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Goes on with a rotation in the background: after it was begun, after a start, and now and then
 * for what another server left. Several servers may do so at once; each chunk of rows is one's.
 */
final class KeepingKeysWrapped implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeepingKeysWrapped.class);

  private static final Duration LOOKING = Duration.ofSeconds(10);

  private final MasterKeys keys;
  private final Semaphore begun;
  private volatile boolean running;
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  /**
   * @param begun gets a permit when a rotation was begun
   */
  KeepingKeysWrapped(MasterKeys keys, Semaphore begun) {
    this.keys = keys;
    this.begun = begun;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("master-keys").start(this::run);
  }

  private void run() {
    var left = MasterKeys.Left.MORE;
    while (running) {
      try {
        if (left == MasterKeys.Left.NOTHING) {
          var _ = begun.tryAcquire(LOOKING.toMillis(), TimeUnit.MILLISECONDS);
          begun.drainPermits();
        }
        left = running ? restingGoOn() : MasterKeys.Left.NOTHING;
      } catch (InterruptedException e) {
        return; // stopping
      } catch (RuntimeException e) {
        // Every step can be done again.
        log.warn("the rotation of the master key is stuck; it is tried again", e);
        left = MasterKeys.Left.NOTHING;
      }
    }
  }

  /** Rests as long as it worked: half of the time belongs to those who read. */
  private MasterKeys.Left restingGoOn() throws InterruptedException {
    long begunAt = System.nanoTime();
    var left = keys.goOn();
    if (left == MasterKeys.Left.MORE) {
      Thread.sleep(Duration.ofNanos(System.nanoTime() - begunAt));
    }
    return left;
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
