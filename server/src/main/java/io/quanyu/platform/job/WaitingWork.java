package io.quanyu.platform.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Work that waits in a table and is done one piece after the other, over all servers of one
 * database: whoever holds the lock of PostgreSQL works. The lock ends with its connection, so what
 * a crashed server left is taken over, by another or at its next start.
 */
public abstract class WaitingWork implements SmartLifecycle {

  private static final Logger logger = LoggerFactory.getLogger(WaitingWork.class);

  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final DataSource dataSource;
  private final String name;
  private final long lock;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean running;
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  /**
   * @param name of the thread and in the log, such as {@code imports}
   * @param lock any number that no other lock of this database has
   */
  protected WaitingWork(DataSource dataSource, String name, long lock) {
    this.dataSource = dataSource;
    this.name = name;
    this.lock = lock;
  }

  /** Whether there is something to do; asked before the lock is. */
  protected abstract boolean isWaiting();

  /**
   * Does the next piece, if there still is one; this server holds the lock. Leaves early when
   * {@link #isStopping}. A failure that is thrown is logged, and after a pause it is called again.
   */
  protected abstract void workNext() throws InterruptedException;

  /** Whether the server is going down. */
  protected final boolean isStopping() {
    return !running;
  }

  /** Tells that there is something to do; counts from the commit of the current transaction. */
  public final void wake() {
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
  public final void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).start(this::run);
  }

  @Override
  public final void stop() {
    running = false;
    wakeUps.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        if (!work()) {
          sleep(POLL);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SQLException | RuntimeException e) {
        if (running) {
          logger.warn("{} pause: {}", name, e.toString());
          pause();
        }
      }
    }
  }

  /** False if nothing waits, or another server is at it. */
  private boolean work() throws SQLException, InterruptedException {
    if (!isWaiting()) {
      return false;
    }
    try (var connection = dataSource.getConnection()) {
      if (!call(connection, "select pg_try_advisory_lock(?)")) {
        return false;
      }
      try {
        workNext();
        return true;
      } finally {
        call(connection, "select pg_advisory_unlock(?)");
      }
    }
  }

  private boolean call(Connection connection, String function) throws SQLException {
    try (var statement = connection.prepareStatement(function)) {
      statement.setLong(1, lock);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private void pause() {
    try {
      sleep(PAUSE_AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sleep(Duration most) throws InterruptedException {
    if (wakeUps.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }
}
