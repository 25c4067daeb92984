package io.quanyu.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.quanyu.platform.database.DatabaseAddress;
import io.quanyu.platform.database.EmbeddedDatabase;
import io.quanyu.platform.database.Migrations;
import io.quanyu.platform.database.SqlArrays;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One PostgreSQL for all tests of this JVM. It is migrated once into a template, of which every
 * test class gets a copy in a tenth of a second.
 */
final class TestPostgres {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String TEMPLATE = "quanyu";

  private static final Queue<ConfigurableApplicationContext> SERVERS =
      new ConcurrentLinkedQueue<>();

  private static volatile @Nullable EmbeddedDatabase server;

  private TestPostgres() {}

  /** A new database with all migrations applied. */
  static DatabaseAddress newDatabase() {
    var name = "test_" + NUMBER.incrementAndGet();
    execute("create database " + name + " template " + TEMPLATE + " strategy file_copy");
    return server().address(name);
  }

  static void drop(DatabaseAddress address) {
    var name = address.url().substring(address.url().lastIndexOf('/') + 1);
    execute("drop database if exists " + name + " with (force)");
  }

  /** A small pool on a database. */
  static HikariDataSource pool(DatabaseAddress address) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(0);
    config.addDataSourceProperty(SqlArrays.DRIVER_SETTING, SqlArrays.DRIVER_SETTING_VALUE);
    return new HikariDataSource(config);
  }

  private static void execute(String sql) {
    var address = server().address("postgres");
    try (var connection =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedDatabase server() {
    LOCK.lock();
    try {
      if (server == null) {
        server = start();
      }
      return server;
    } finally {
      LOCK.unlock();
    }
  }

  private static EmbeddedDatabase start() {
    var folder = TestFolder.ofThisJvm();
    var started =
        EmbeddedDatabase.start(
            folder.resolve("postgres"),
            folder.resolveSibling("quanyu-test-bin"),
            EmbeddedDatabase.VOLATILE);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
    try (var pool = pool(started.address(TEMPLATE))) {
      Migrations.run(pool);
    }
    return started;
  }

  /** Servers first: one whose database is gone waits for it instead of stopping. */
  private static void stop(EmbeddedDatabase started) {
    SERVERS.forEach(ConfigurableApplicationContext::close); // waits if Spring's own hook is at it
    started.close();
  }

  /** Has a test's server closed before the databases stop. */
  static void closeBeforeStopping(ConfigurableApplicationContext context) {
    SERVERS.add(context);
  }
}
