package io.quanyu.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Table;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes many rows with one COPY, on the connection of the caller's Spring transaction: the fastest
 * way into PostgreSQL, and gone with a rollback like anything else.
 *
 * <pre>{@code
 * bulkCopy.into(LINE, List.of(LINE.FILE_LINE, LINE.SKU), rows -> lines.forEach(l -> rows.add(l.no(), l.sku())));
 * }</pre>
 */
public final class BulkCopy {

  private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

  private final DataSource dataSource;

  /** By statement; a table keeps its columns while the program runs. */
  private final Map<String, List<ColumnFormat>> formats = new ConcurrentHashMap<>();

  /**
   * @param dataSource the one whose transactions Spring manages
   */
  public BulkCopy(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Copies rows into a table.
   *
   * @param columns the columns that each row gives, in this order; others take their default
   * @param rows adds the rows, each by {@link CopyRows#add}; rows are sent as they come, so memory
   *     stays bounded
   * @return the number of rows written
   * @throws IllegalStateException if there is no transaction
   * @throws DataAccessException if PostgreSQL refuses a row; the transaction must then roll back
   */
  public long into(Table<?> table, List<? extends Field<?>> columns, Consumer<CopyRows> rows) {
    var schema = table.getSchema();
    var name = quoted(table.getName());
    return into(
        schema == null ? name : quoted(schema.getName()) + "." + name,
        columns.stream().map(Field::getName).toList(),
        rows);
  }

  /**
   * Copies rows into a table that has no generated class, such as a temporary one.
   *
   * @param table the table as SQL names it, e.g. {@code staging} or {@code know_tag.value}; trusted
   * @param columns plain column names
   */
  public long into(String table, List<String> columns, Consumer<CopyRows> rows) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("copying into " + table + " needs a transaction");
    }
    var sql =
        columns.stream()
            .map(BulkCopy::quoted)
            .collect(
                Collectors.joining(
                    ", ", "copy " + table + " (", ") from stdin with (format binary)"));
    var connection = DataSourceUtils.getConnection(dataSource);
    try {
      var columnFormats = formats.get(sql);
      if (columnFormats == null) {
        columnFormats = formats(connection, table, columns);
        formats.put(sql, columnFormats);
      }
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        var writer = new CopyRows(copy, columnFormats);
        rows.accept(writer);
        writer.end();
        return copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw translated(table, sql, e);
    } catch (CopyRows.RefusedException e) {
      throw translated(table, sql, e.refusal());
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static List<ColumnFormat> formats(
      Connection connection, String table, List<String> columns) throws SQLException {
    var sql =
        """
        select t.typname, t.typtype = 'e'
        from unnest(?) with ordinality n (name, i)
        left join pg_attribute a on a.attrelid = ?::regclass and a.attname = n.name
        left join pg_type t on t.oid = a.atttypid
        order by n.i
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", columns.toArray()));
      statement.setString(2, table);
      List<ColumnFormat> found = new ArrayList<>(columns.size());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var type = rows.getString(1);
          // PostgreSQL itself has the better words for a column that is not there.
          found.add(type == null ? ColumnFormat.TEXT : ColumnFormat.of(type, rows.getBoolean(2)));
        }
      }
      return List.copyOf(found);
    }
  }

  private static String quoted(String identifier) {
    try {
      return Utils.escapeIdentifier(null, identifier).toString();
    } catch (SQLException e) {
      throw new IllegalArgumentException("not a column name: " + identifier, e);
    }
  }

  /** Spring's names for what PostgreSQL refuses, e.g. a duplicate key. */
  private static DataAccessException translated(String table, String sql, SQLException e) {
    var translated = TRANSLATOR.translate("copy into " + table, sql, e);
    return translated != null
        ? translated
        : new UncategorizedSQLException("copy into " + table, sql, e);
  }
}
