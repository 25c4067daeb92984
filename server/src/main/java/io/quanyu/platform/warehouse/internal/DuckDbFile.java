package io.quanyu.platform.warehouse.internal;

import io.quanyu.platform.storage.StartupException;
import io.quanyu.platform.warehouse.WarehouseLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's file and how it is opened. A file that the engine cannot read, because it is damaged
 * or written by a newer version, is put aside and a new one begun: it is a cache.
 */
final class DuckDbFile {

  private static final Logger log = LoggerFactory.getLogger(DuckDbFile.class);

  private final Path folder;
  private final Path file;
  private final WarehouseLimits limits;

  DuckDbFile(Path folder, WarehouseLimits limits) {
    this.folder = folder.toAbsolutePath().normalize();
    this.file = this.folder.resolve("warehouse.duckdb");
    this.limits = limits;
  }

  Path folder() {
    return folder;
  }

  /**
   * Opens the file, creating it if it is missing.
   *
   * @throws StartupException if another process holds it
   */
  DuckDBConnection open() {
    refuseIfHeld();
    dropTemporaryFiles();
    try {
      return connect();
    } catch (SQLException e) {
      log.warn(
          "the warehouse file {} cannot be read and is built anew from history: {}",
          file,
          e.getMessage());
      putAside(e);
    }
    try {
      return connect();
    } catch (SQLException e) {
      throw new StartupException(
          "The warehouse in " + folder + " cannot be opened: " + e.getMessage() + ".",
          "Check that the disk is not full and that this user may write there.",
          e);
    }
  }

  private DuckDBConnection connect() throws SQLException {
    var settings = new Properties();
    settings.setProperty("memory_limit", limits.memory());
    settings.setProperty("threads", Integer.toString(limits.threads()));
    settings.setProperty("temp_directory", temporaryFolder().toString());
    settings.setProperty("max_temp_directory_size", limits.temporaryDisk());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    // The driver keeps instances by path; a reopened file must not get the broken one back.
    settings.setProperty("jdbc_instance_cache", "false");
    var connection =
        new DuckDBDriver().connect("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
    try (var statement = connection.createStatement()) {
      statement.execute("set global TimeZone = 'UTC'");
      // SQL can reach our own Parquet files and nothing else of this machine or the network.
      statement.execute("set allowed_directories = ['" + quoted(folder) + "/']");
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Without this a file that somebody looks at with another program would be taken for damaged. The
   * engine locks its file as we do here (POSIX record locks), so we must let go before it opens.
   */
  private void refuseIfHeld() {
    if (!Files.exists(file)) {
      return;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null) {
        throw new StartupException(
            "Another program has the warehouse file " + file + " open.",
            "Close it there, then start again.");
      }
    } catch (OverlappingFileLockException | IOException e) {
      throw new StartupException(
          "The warehouse file " + file + " cannot be opened: " + e + ".",
          "Give this user read and write access to it.",
          e);
    }
  }

  private void putAside(SQLException cause) {
    try {
      Files.move(file, sibling(".unreadable"), StandardCopyOption.REPLACE_EXISTING);
      if (Files.exists(sibling(".wal"))) {
        Files.move(
            sibling(".wal"), sibling(".wal.unreadable"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot put the unreadable warehouse file aside", e);
    }
  }

  private void dropTemporaryFiles() {
    var temporary = temporaryFolder();
    if (!Files.isDirectory(temporary)) {
      return;
    }
    try (var files = Files.walk(temporary)) {
      for (var left : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(left);
      }
    } catch (IOException e) {
      log.warn("temporary files of an earlier run are left in {}: {}", temporary, e.toString());
    }
  }

  private Path temporaryFolder() {
    return folder.resolve("tmp");
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** A path inside a quoted SQL string. */
  static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
