package io.quanyu.know.export.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the exports one after the other, oldest first. What a crash interrupted begins anew: its
 * file was sealed under a key that died with the process.
 */
public final class RunningExports implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunningExports.class);

  private static final Duration POLL = Duration.ofSeconds(5);

  private final WritingExport writing;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean running;
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  RunningExports(WritingExport writing) {
    this.writing = writing;
  }

  /** Tells that there is something to write; counts from the commit of the transaction. */
  public void wake() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wakeUps.release();
            }
          });
    } else {
      wakeUps.release();
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("exports").start(this::run);
  }

  /** Leaves the file that is being written; it begins anew at the next start. */
  @Override
  public void stop() {
    running = false;
    wakeUps.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        if (!writing.writeNext(() -> !running)
            && wakeUps.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (running) {
          log.warn("exports pause: {}", e.toString());
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      wakeUps.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
