package io.quanyu.platform.crypto;

import java.util.regex.Pattern;

/**
 * A column of data keys that {@link CustomerKeys} or {@link FileKeys} wrapped. The module that owns
 * it declares it as a bean, so that a rotation of the master key finds it; nobody may destroy a
 * master key that such a column still needs.
 *
 * @param table with its schema
 * @param column {@code bytea}; null where the key was destroyed
 * @param rowKey a column that is unique, indexed and never changes
 * @param boundTo SQL over a row of the table: the bytes that its key was bound to when it was
 *     wrapped
 */
public record WrappedKeys(String table, String column, String rowKey, String boundTo) {

  private static final Pattern NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");

  public WrappedKeys {
    for (var name : new String[] {table, column, rowKey}) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a name in the database: " + name);
      }
    }
  }

  /** Keys of customers, bound to the id in a column of type {@code uuid}. */
  public static WrappedKeys ofCustomers(
      String table, String column, String rowKey, String customerIdColumn) {
    return new WrappedKeys(table, column, rowKey, "uuid_send(" + customerIdColumn + ")");
  }

  /**
   * Keys of files, bound to a name.
   *
   * @param name SQL over a row of the table: the name as {@link FileKeys} was given it
   */
  public static WrappedKeys ofFiles(String table, String column, String rowKey, String name) {
    return new WrappedKeys(table, column, rowKey, "convert_to(" + name + ", 'UTF8')");
  }
}
