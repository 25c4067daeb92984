package io.quanyu.brand.audit.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Seals a moment after entries were written, and now and then for what other servers wrote or a
 * long transaction held back. A server that dies leaves the rest to the next one that looks.
 */
final class Sealer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  /** How long entries gather. */
  private static final Duration GATHERING = Duration.ofMillis(300);

  private static final Duration LOOKING = Duration.ofSeconds(5);

  private final SealingBlocks sealing;
  private final Semaphore written = new Semaphore(0);
  private volatile boolean running;
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  Sealer(SealingBlocks sealing) {
    this.sealing = sealing;
  }

  /** Something was written. Costs nothing. */
  void wake() {
    if (written.availablePermits() == 0) {
      written.release();
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("audit-sealer").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        if (written.tryAcquire(LOOKING.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(GATHERING);
        }
        written.drainPermits();
        sealing.sealAll();
      } catch (InterruptedException e) {
        return; // stopping
      } catch (RuntimeException e) {
        // Nothing is lost: the entries wait. The next round tries again.
        log.warn("the audit trail could not be sealed", e);
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    var stopping = thread;
    wake(); // let a transaction under way end
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
