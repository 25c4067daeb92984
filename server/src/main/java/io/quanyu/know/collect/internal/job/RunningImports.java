package io.quanyu.know.collect.internal.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs the imports one after the other, oldest first, over all servers of one database: whoever
 * holds the lock of PostgreSQL writes. The lock ends with its connection, so a crashed server's job
 * is taken over, here or at its next start.
 */
public final class RunningImports implements SmartLifecycle {
  private static final Logger logger = LoggerFactory.getLogger(RunningImports.class);

  /** Any number that no other lock of this database has. */
  static final long LOCK = 0x7175616e79754c49L;

  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final int TRIES_MAX = 5;

  private final DataSource dataSource;
  private final ImportSql jobs;
  private final ImportingFile importingFile;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean running;
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  public RunningImports(DataSource dataSource, ImportSql jobs, ImportingFile importingFile) {
    this.dataSource = dataSource;
    this.jobs = jobs;
    this.importingFile = importingFile;
  }

  /** Tells that a job is waiting; counts from the commit of the current transaction. */
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
    thread = Thread.ofPlatform().name("imports").start(this::run);
  }

  /** Lets the current chunk commit. */
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
        if (!runWaiting()) {
          sleep(POLL);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SQLException | RuntimeException e) {
        if (running) {
          logger.warn("imports pause: {}", e.toString());
          pause();
        }
      }
    }
  }

  /** Runs what waits; false if nothing does, or another server is at it. */
  private boolean runWaiting() throws SQLException, InterruptedException {
    if (jobs.findWaiting().isEmpty()) {
      return false;
    }
    try (var connection = dataSource.getConnection()) {
      if (!tryLock(connection)) {
        return false;
      }
      try {
        var job = jobs.findWaiting();
        if (job.isPresent()) {
          runOne(job.get());
        }
        return true;
      } finally {
        unlock(connection);
      }
    }
  }

  private void runOne(ImportJob waiting) throws InterruptedException {
    long stuckAt = 0;
    for (int attempt = 1; running; attempt++) {
      var job = jobs.find(waiting.id()).orElseThrow();
      if (job.counts().nextLine() > stuckAt) {
        stuckAt = job.counts().nextLine();
        attempt = 1;
      }
      try {
        importingFile.run(job, () -> !running);
        return;
      } catch (JobMovedException e) {
        logger.info("{}", e.getMessage());
        return;
      } catch (TransientDataAccessException e) {
        if (attempt == TRIES_MAX) {
          logger.error("import {} failed {} times at one chunk", job.id(), attempt, e);
          importingFile.fail(job, "The database refused the import again and again; try later.");
          return;
        }
        logger.warn("import {} tries again: {}", job.id(), e.toString());
      } catch (RuntimeException e) {
        if (!running) {
          return; // the server is going down under us; the job goes on at the next start
        }
        logger.error("import {} failed behind line {}", job.id(), stuckAt, e);
        importingFile.fail(
            job, "The server made a mistake; its log says more under import " + job.id() + ".");
        return;
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

  private static boolean tryLock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void unlock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_advisory_unlock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }
}
