package io.quanyu.platform.database;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.scope.CurrentScope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
 * names. A connection has role and scope from when it is taken out of the pool until it goes back;
 * one that cannot be cleaned is closed instead.
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
  private static final String WIDEN =
      "reset role; reset quanyu.scope_units; reset quanyu.scope_guides";

  public ScopedDataSource(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    var connection = super.getConnection();
    var scope = CurrentScope.ofRows();
    if (scope.isBrand()) {
      return connection;
    }
    try {
      narrow(connection, scope);
    } catch (SQLException | RuntimeException e) {
      discard(connection);
      throw e;
    }
    return new Narrowed(connection).connection();
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

  /** A connection that is widened again before it goes back. */
  private static final class Narrowed {
    private final Connection narrowed;
    private boolean isClosed;

    Narrowed(Connection narrowed) {
      this.narrowed = narrowed;
    }

    Connection connection() {
      return (Connection)
          Proxy.newProxyInstance(
              Narrowed.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "close" -> {
                      close();
                      yield null;
                    }
                    case "isClosed" -> isClosed || narrowed.isClosed();
                    default -> {
                      if (isClosed) {
                        throw new SQLException("the connection is closed");
                      }
                      try {
                        yield method.invoke(narrowed, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }
                  });
    }

    private void close() throws SQLException {
      if (isClosed) {
        return;
      }
      isClosed = true;
      try {
        if (!narrowed.getAutoCommit()) {
          narrowed.rollback();
          narrowed.setAutoCommit(true);
        }
        try (var statement = narrowed.createStatement()) {
          statement.execute(WIDEN);
        }
      } catch (SQLException e) {
        discard(narrowed);
        throw e;
      }
      narrowed.close();
    }
  }
}
