package io.quanyu.platform.database;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.scope.CurrentScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out connections on which a thread sees no more than its {@link CurrentScope}: PostgreSQL's
 * row-level security shows the role {@value #ROLE} only rows of the scope that the connection
 * names.
 *
 * <p>Whoever is narrowed gets a connection of a pool of its own, which becomes that role and gets
 * that scope each time it is handed out. It never goes to anybody who sees the whole brand, so
 * nothing has to be taken off it, and what PostgreSQL planned on it stays planned: plans under
 * row-level security are made anew whenever the role changes.
 */
public final class ScopedDataSource extends DelegatingDataSource {

  /** Owns nothing and cannot sign in; what it may read the migrations say. */
  static final String ROLE = "quanyu_scoped";

  private static final String NARROW =
      """
      select set_config('quanyu.scope_units', ?, false), set_config('quanyu.scope_guides', ?, false),
        set_config('role', '%s', false)
      """
          .formatted(ROLE);

  private final DataSource narrowedPool;

  /**
   * @param pool for whoever sees the whole brand
   * @param narrowedPool for everybody else, and for nobody but this
   */
  public ScopedDataSource(DataSource pool, DataSource narrowedPool) {
    super(pool);
    this.narrowedPool = narrowedPool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var scope = CurrentScope.ofRows();
    if (scope.isBrand()) {
      return super.getConnection();
    }
    var connection = narrowedPool.getConnection();
    try {
      narrow(connection, scope);
      return connection;
    } catch (SQLException | RuntimeException e) {
      discard(connection);
      throw e;
    }
  }

  private static void narrow(Connection connection, DataScope scope) throws SQLException {
    try (var statement = connection.prepareStatement(NARROW)) {
      statement.setString(1, bits(scope));
      statement.setString(2, numbers(scope));
      statement.execute();
    }
  }

  /** Bit n of the bytes stands for unit n, as PostgreSQL's get_bit counts. */
  private static String bits(DataScope scope) {
    var bits = new BitSet();
    scope.units().forEach((int unit) -> bits.set(unit));
    return "\\x" + HexFormat.of().formatHex(bits.toByteArray());
  }

  private static String numbers(DataScope scope) {
    return IntStream.of(scope.guides().toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The pool makes a new one instead. */
  private static void discard(Connection connection) throws SQLException {
    try (connection) {
      connection.abort(Runnable::run);
    }
  }
}
