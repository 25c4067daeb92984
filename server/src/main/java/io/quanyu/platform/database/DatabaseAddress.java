package io.quanyu.platform.database;

/**
 * Where a PostgreSQL database is and who we are to it.
 *
 * @param url the JDBC URL
 * @param user the role that owns our schemas
 * @param password its password, never printed
 */
public record DatabaseAddress(String url, String user, String password) {

  @Override
  public String toString() {
    return "DatabaseAddress[" + url + " as " + user + "]";
  }
}
