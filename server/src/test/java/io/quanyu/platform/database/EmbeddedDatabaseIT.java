package io.quanyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.storage.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

  @TempDir Path folder;

  @Test
  void keepsItsDataAndItsPortWhenAKilledServerLeftItRunning() throws Exception {
    var killed = start(); // never closed, as after kill -9
    try (var left = connect(killed.address())) {
      execute(left, "create table kept (n int)");
      execute(left, "insert into kept values (42)");
      left.setAutoCommit(false);
      execute(left, "insert into kept values (43)");

      try (var restarted = start();
          var connection = connect(restarted.address())) {
        assertThat(restarted.address()).isEqualTo(killed.address());
        assertThat(queryInt(connection, "select sum(n) from kept")).isEqualTo(42);
      }
    }
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
    String before;
    try (var first = start()) {
      before = first.address().url();
    }
    var port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var second = start();
        var connection = connect(second.address())) {
      assertThat(second.address().url()).isNotEqualTo(before);
      assertThat(queryInt(connection, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void asksForItsPassword() throws Exception {
    try (var database = start()) {
      var address = database.address();
      assertThatThrownBy(() -> DriverManager.getConnection(address.url(), address.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void isDurable() throws Exception {
    try (var database = EmbeddedDatabase.start(folder, binaries(), EmbeddedDatabase.DURABLE);
        var connection = connect(database.address())) {
      assertThat(
              queryInt(
                  connection,
                  "select count(*)::int from pg_settings where setting = 'on' and name in"
                      + " ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')"))
          .isEqualTo(4);
    }
  }

  @Test
  void namesTheVersionThatWroteTheData() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("written by PostgreSQL 17");
  }

  @Test
  void showsPostgresOwnWordsWhenASettingIsWrong() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("custom.conf"), "shared_buffers = lots\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("shared_buffers");
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder, binaries(), EmbeddedDatabase.VOLATILE);
  }

  private static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir"), "quanyu-test-bin");
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int queryInt(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
