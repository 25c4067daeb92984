package io.quanyu.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.database.DatabaseAddress;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, fully migrated PostgreSQL database for one test class, without a Spring context.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
 * }</pre>
 *
 * <p>Modules are built by hand on it: {@code new Segments(database.dsl(), …)}.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private @Nullable DatabaseAddress address;
  private @Nullable HikariDataSource pool;

  private TestDatabase() {}

  /** A database that exists from before the first test of the class until after its last. */
  public static TestDatabase fresh() {
    return new TestDatabase();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    address = TestPostgres.newDatabase();
    pool = TestPostgres.pool(address);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(pool).close();
    TestPostgres.drop(address());
  }

  /** Where the database is, for tests that open connections of their own. */
  public DatabaseAddress address() {
    return Objects.requireNonNull(address, "the database exists only during the test class");
  }

  /** A pool of at most 24 connections. */
  public DataSource dataSource() {
    return Objects.requireNonNull(pool, "the database exists only during the test class");
  }

  /** Another pool, as another server has one; the caller closes it. */
  public HikariDataSource newPool() {
    return TestPostgres.pool(address());
  }

  /** New connections from here on: for a test after one that broke those of the pool. */
  public void forgetConnections() {
    Objects.requireNonNull(pool).getHikariPoolMXBean().softEvictConnections();
  }

  /** jOOQ on the connection of the current transaction, or in auto-commit without one. */
  public DSLContext dsl() {
    return DSL.using(new TransactionAwareDataSourceProxy(dataSource()), SQLDialect.POSTGRES);
  }

  /** Plain SQL on the connection of the current transaction. */
  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  /** Runs work in a transaction as the server does. */
  public TransactionTemplate transactions() {
    return new TransactionTemplate(transactionManager());
  }

  /** The transaction manager of {@link #dataSource()}. */
  public PlatformTransactionManager transactionManager() {
    return new DataSourceTransactionManager(dataSource());
  }

  /** Bulk copy within {@link #transactions()}. */
  public BulkCopy bulkCopy() {
    return new BulkCopy(dataSource());
  }
}
