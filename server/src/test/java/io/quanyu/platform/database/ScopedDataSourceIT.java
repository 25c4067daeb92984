package io.quanyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.quanyu.core.access.DataScope;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a connection sees, and that nothing of it is left when the next one takes it. */
class ScopedDataSourceIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int CUSTOMERS = 300;
  private static final int UNITS = 40;
  private static final int GUIDES = 10;

  private HikariDataSource pool;
  private HikariDataSource narrowedPool;
  private ScopedDataSource scoped;

  @BeforeEach
  void oneConnectionAndSomeCustomers() {
    pool = ofOneConnection();
    narrowedPool = ofOneConnection();
    scoped = new ScopedDataSource(pool, narrowedPool);
    database.jdbc().sql("truncate know_identity.customer").update();
    database
        .jdbc()
        .sql(
            """
            insert into know_identity.customer
              (customer_no, customer_id, created_at, owner_unit_no, owner_guide_no)
            select n, uuidv7(), now(), n %% %d, (n / 7) %% %d from generate_series(1, %d) n
            """
                .formatted(UNITS, GUIDES, CUSTOMERS))
        .update();
  }

  /** So that everybody gets the one that was used before. */
  private static HikariDataSource ofOneConnection() {
    var config = new HikariConfig();
    config.setJdbcUrl(database.address().url());
    config.setUsername(database.address().user());
    config.setPassword(database.address().password());
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  @AfterEach
  void close() {
    pool.close();
    narrowedPool.close();
  }

  @RepeatedTest(50)
  void rowsAreThoseThatTheScopeCovers(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var units = new RoaringBitmap();
    for (int i = random.nextInt(6); i > 0; i--) {
      units.add(1 + random.nextInt(UNITS - 1));
    }
    var scope = DataScope.ofUnits(units);
    for (int i = random.nextInt(3); i > 0; i--) {
      scope = scope.or(DataScope.ofGuide(1 + random.nextInt(GUIDES - 1)));
    }
    var expected = new RoaringBitmap();
    for (int n = 1; n <= CUSTOMERS; n++) {
      if (scope.covers(n % UNITS, n / 7 % GUIDES)) {
        expected.add(n);
      }
    }

    try (var _ = CurrentScope.narrow(scope)) {
      assertThat(seen()).isEqualTo(expected);
    }
    assertThat(seen().getCardinality()).isEqualTo(CUSTOMERS);
  }

  @Test
  void nothingIsLeftAfterAnErrorOrAnAbandonedTransaction() throws SQLException {
    var one = DataScope.ofUnits(RoaringBitmap.bitmapOf(1));
    try (var _ = CurrentScope.narrow(one)) {
      try (var connection = scoped.getConnection()) {
        connection.setAutoCommit(false);
        assertThrows(SQLException.class, () -> run(connection, "select 1 / 0"));
      }
      try (var connection = scoped.getConnection()) {
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(false);
        run(connection, "select 1");
      }
      var inTransaction = new TransactionTemplate(new DataSourceTransactionManager(scoped));
      assertThat(inTransaction.<Integer>execute(_ -> seen().getCardinality())).isEqualTo(8);
    }
    assertThat(seen().getCardinality()).isEqualTo(CUSTOMERS);
    assertThat(text("select current_user")).isEqualTo(database.address().user());
    assertThat(text("select coalesce(current_setting('quanyu.scope_units', true), '')")).isEmpty();
  }

  @Test
  void aScopeBehindAnotherOnTheSameConnectionSeesItsOwnAlone() throws SQLException {
    try (var _ = CurrentScope.narrow(DataScope.ofUnits(RoaringBitmap.bitmapOf(1)))) {
      assertThat(seen().getCardinality()).isEqualTo(8);
      // As injected SQL would: whoever comes next is not the owner because of it.
      try (var connection = scoped.getConnection()) {
        run(connection, "reset role");
      }
      assertThat(text("select current_user")).isEqualTo(ScopedDataSource.ROLE);
    }
    try (var _ = CurrentScope.narrow(DataScope.ofGuide(3))) {
      assertThat(seen().getCardinality()).isEqualTo(28);
    }
    try (var _ = CurrentScope.narrow(DataScope.NOTHING)) {
      assertThat(seen().isEmpty()).isTrue();
    }
  }

  @Test
  void aConnectionThatIsClosedIsOfNoUseAndMayBeClosedAgain() throws SQLException {
    try (var _ = CurrentScope.narrow(DataScope.NOTHING)) {
      var connection = scoped.getConnection();
      connection.close();
      connection.close();
      assertThat(connection.isClosed()).isTrue();
      assertThrows(SQLException.class, connection::createStatement);
    }
  }

  @Test
  void whoSeesAPartWritesNothing() {
    try (var _ = CurrentScope.narrow(DataScope.ofUnits(RoaringBitmap.bitmapOf(1)))) {
      for (var statement :
          new String[] {
            "update know_identity.customer set owner_unit_no = 1",
            "delete from know_identity.customer",
            "insert into know_identity.customer (customer_no, customer_id, created_at)"
                + " values (9999, uuidv7(), now())",
            "select * from know_collect.quarantined_row",
            "select * from brand_access.staff",
            "select * from reach_message.attempt"
          }) {
        var refusal =
            assertThrows(
                SQLException.class,
                () -> {
                  try (var connection = scoped.getConnection()) {
                    run(connection, statement);
                  }
                });
        assertThat(refusal.getMessage()).as(statement).contains("permission denied");
      }
    }
  }

  @Test
  void aScopeWithinAScopeIsNeverWider() {
    try (var _ = CurrentScope.narrow(DataScope.ofUnits(RoaringBitmap.bitmapOf(1, 2)))) {
      try (var _ = CurrentScope.narrow(DataScope.BRAND)) {
        assertThat(seen().getCardinality()).isEqualTo(16);
      }
      try (var _ = CurrentScope.narrow(DataScope.ofUnits(RoaringBitmap.bitmapOf(2, 3)))) {
        assertThat(seen().getCardinality()).isEqualTo(8);
      }
      assertThat(CurrentScope.<Integer>forAll(() -> seen().getCardinality())).isEqualTo(CUSTOMERS);
      assertThat(seen().getCardinality()).isEqualTo(16);
    }
  }

  private RoaringBitmap seen() {
    var seen = new RoaringBitmap();
    JdbcClient.create(scoped)
        .sql("select customer_no from know_identity.customer")
        .query(row -> {
          seen.add(row.getInt(1));
        });
    return seen;
  }

  private String text(String query) {
    return JdbcClient.create(scoped).sql(query).query(String.class).single();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
