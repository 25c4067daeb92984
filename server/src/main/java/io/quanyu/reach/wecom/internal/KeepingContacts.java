package io.quanyu.reach.wecom.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads contacts while the server runs. Of all servers of one database one does: who holds
 * PostgreSQL's lock, which ends with its connection, so a crashed server's run is taken over.
 */
final class KeepingContacts implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeepingContacts.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** Any number that no other lock of this database has. */
  private static final long LOCK = 0x7175616e79755743L;

  private final DataSource dataSource;
  private final SyncingContacts syncing;
  private final Semaphore stopped = new Semaphore(0);
  private volatile boolean running;
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  KeepingContacts(DataSource dataSource, SyncingContacts syncing) {
    this.dataSource = dataSource;
    this.syncing = syncing;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("wecom-contacts").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    stopped.release();
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
    var pause = POLL;
    try {
      while (!stopped.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = POLL;
        try (var connection = dataSource.getConnection()) {
          if (call(connection, "select pg_try_advisory_lock(?)")) {
            try {
              syncing.run(() -> !running);
            } finally {
              call(connection, "select pg_advisory_unlock(?)");
            }
          }
        } catch (SQLException | RuntimeException e) {
          if (running) {
            log.warn("WeCom's contacts pause: {}", e.toString());
            pause = PAUSE_AFTER_FAILURE;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean call(Connection connection, String function) throws SQLException {
    try (var statement = connection.prepareStatement(function)) {
      statement.setLong(1, LOCK);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
