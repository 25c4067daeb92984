package io.quanyu.platform.database;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.storage.StartupException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL 18 as a child process, with its data kept between runs.
 *
 * <p>In its folder: {@code data} (the cluster), {@code bin}, {@code password} (0600), {@code port}
 * (remembered), {@code postgres.log}, and {@code custom.conf} for the operator's own settings. The
 * caller owns the folder (see {@link DataDirectory}), so a PostgreSQL found running in it was left
 * behind by a killed server. It is stopped and started again, never adopted: it may run with old
 * settings, and its sessions may still hold locks of the dead server.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private static final String MAJOR_VERSION = "18";
  private static final String USER = "quanyu";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);
  private static final long DISK_FREE_MIN_BYTES = 256L << 20;

  /** Settings of a server whose acknowledged commits survive anything. */
  public static final List<String> DURABLE =
      List.of(
          "fsync = on",
          "synchronous_commit = on",
          "shared_buffers = 512MB",
          "max_wal_size = 4GB",
          "checkpoint_timeout = 15min");

  /** Settings for tests: as fast as possible, and worth nothing after a crash of the machine. */
  public static final List<String> VOLATILE =
      List.of(
          "fsync = off",
          "synchronous_commit = off",
          "full_page_writes = off",
          "shared_buffers = 128MB",
          "max_wal_size = 1GB");

  private final Path folder;
  private final Path binaries;
  private final int port;
  private final String password;

  private EmbeddedDatabase(Path folder, Path binaries, int port, String password) {
    this.folder = folder;
    this.binaries = binaries;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts PostgreSQL on {@code folder}, making a new cluster there if it is empty.
   *
   * @param folder private to the caller
   * @param binaries where its programs are unpacked; may be shared
   * @param settings lines of postgresql.conf, e.g. {@link #DURABLE}
   * @throws StartupException if it cannot start for a reason the operator can remove
   */
  public static EmbeddedDatabase start(Path folder, Path binaries, List<String> settings) {
    return start(folder, binaries, settings, new Machine());
  }

  static EmbeddedDatabase start(
      Path folder, Path binaries, List<String> settings, Machine machine) {
    try {
      Files.createDirectories(folder);
      requireDiskSpace(folder, machine);
      requireNamespacesIfRoot(machine);
      var programs = PostgresBinaries.unpack(binaries);
      var password = ensurePassword(folder.resolve("password"));
      initialise(folder, programs);
      stopOrphan(folder, programs);
      var port = ensurePort(folder.resolve("port"));
      var database = new EmbeddedDatabase(folder, programs, port, password);
      database.writeSettings(settings);
      database.startServer();
      database.ensureDatabase(USER);
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL in " + folder, e);
    }
  }

  /** The server's main database. */
  public DatabaseAddress address() {
    return address(USER);
  }

  /** A database of this server by name. */
  public DatabaseAddress address(String database) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
  }

  /** Stops PostgreSQL: open transactions roll back, the rest is written. */
  @Override
  public void close() {
    var result = pgCtl("stop", "-m", "fast", "-w", "-t", "" + STOP_TIMEOUT.toSeconds());
    if (result.exitCode() != 0 && Files.exists(data(folder).resolve("postmaster.pid"))) {
      log.warn("PostgreSQL did not stop in time and is killed; it recovers at the next start");
      pgCtl("stop", "-m", "immediate", "-w", "-t", "10");
    }
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  /** What a start asks of the machine; a test answers for machines that it does not have. */
  static class Machine {
    long freeBytes(Path folder) throws IOException {
      return Files.getFileStore(folder).getUsableSpace();
    }

    boolean runsUsAsRoot() {
      return isRoot();
    }

    boolean allowsUserNamespaces() {
      return run(List.of("unshare", "-U", "true")).exitCode() == 0;
    }
  }

  private static void requireDiskSpace(Path folder, Machine machine) throws IOException {
    var free = machine.freeBytes(folder);
    if (free < DISK_FREE_MIN_BYTES) {
      throw diskFull(folder, free);
    }
  }

  private static StartupException diskFull(Path folder, long freeBytes) {
    return new StartupException(
        "The disk that holds " + folder + " is full (" + (freeBytes >> 20) + " MB free).",
        "Free at least "
            + (DISK_FREE_MIN_BYTES >> 20)
            + " MB, or move the data directory to a larger disk and name it with --data.");
  }

  /** PostgreSQL refuses to run as root; in a user namespace it is nobody, and content. */
  private static void requireNamespacesIfRoot(Machine machine) {
    if (machine.runsUsAsRoot() && !machine.allowsUserNamespaces()) {
      throw new StartupException(
          "PostgreSQL does not run as root, and this system forbids the user namespaces"
              + " in which it would.",
          "Run Quanyu as an ordinary user, allow user namespaces (in a container:"
              + " --security-opt seccomp=unconfined), or name a PostgreSQL 18 with"
              + " quanyu.database.url.");
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"))
        && System.getProperty("os.name").startsWith("Linux");
  }

  private static String ensurePassword(Path file) throws IOException {
    if (!Files.exists(file)) {
      var secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      DataDirectory.writePrivate(
          file, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
    }
    return Files.readString(file).strip();
  }

  private static void initialise(Path folder, Path programs) throws IOException {
    var data = data(folder);
    if (Files.exists(data)) {
      var version = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!version.equals(MAJOR_VERSION)) {
        throw new StartupException(
            "The data in " + data + " was written by PostgreSQL " + version + ".",
            "Start it with the Quanyu release that wrote it, or move the data to PostgreSQL "
                + MAJOR_VERSION
                + ".");
      }
      return;
    }
    // Under another name until it is whole, so a crash in between leaves nothing half-made.
    var fresh = folder.resolve("data.new");
    if (Files.exists(fresh)) {
      PostgresBinaries.deleteTree(fresh);
    }
    var result =
        run(
            asNobody(
                programs.resolve("bin/initdb").toString(),
                "-D",
                fresh.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                // Rounds slow down who guesses passwords of people; ours is 192 random bits.
                "--set=scram_iterations=1",
                "--encoding=UTF8",
                // Built in, so texts compare alike on every platform.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
    if (result.exitCode() != 0) {
      throw explain(folder, "initdb failed", result.output());
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void stopOrphan(Path folder, Path programs) throws IOException {
    var pidFile = data(folder).resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return; // the machine crashed: postgres removes the file itself
    }
    var command = process.get().info().command().orElse("postgres");
    if (!command.contains("postgres")) {
      // After a reboot the number may belong to a stranger, whom pg_ctl would signal.
      Files.delete(pidFile);
      return;
    }
    log.info("stopping the PostgreSQL (pid {}) that a killed server left running", pid);
    var stop =
        List.of(
            programs.resolve("bin/pg_ctl").toString(), "-D", data(folder).toString(), "-w", "stop");
    if (run(asNobody(stop, "-m", "fast", "-t", "30")).exitCode() != 0
        && run(asNobody(stop, "-m", "immediate", "-t", "30")).exitCode() != 0) {
      throw new StartupException(
          "A PostgreSQL (process " + pid + ") still runs on " + folder + " and does not stop.",
          "End process " + pid + " and start again.");
    }
  }

  /** The same port as last time if it is free, so that an operator's tools keep working. */
  private static int ensurePort(Path file) throws IOException {
    if (Files.exists(file)) {
      var remembered = Integer.parseInt(Files.readString(file).strip());
      if (isFree(remembered)) {
        return remembered;
      }
      log.info("port {} of PostgreSQL is taken by another program; using another one", remembered);
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = socket.getLocalPort();
      DataDirectory.writePrivate(file, ("" + port).getBytes(StandardCharsets.US_ASCII));
      return port;
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as postgres does
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void writeSettings(List<String> settings) throws IOException {
    var lines = new ArrayList<String>();
    lines.add("# Written by Quanyu at every start. Put your own settings into ../custom.conf.");
    lines.add("listen_addresses = '127.0.0.1'");
    lines.add("unix_socket_directories = ''");
    lines.add("port = " + port);
    lines.add("password_encryption = scram-sha-256");
    lines.add("max_connections = 100");
    lines.add("timezone = 'UTC'");
    lines.add("log_timezone = 'UTC'");
    lines.add("log_line_prefix = '%m [%p] '");
    lines.add("work_mem = 16MB");
    lines.add("maintenance_work_mem = 128MB");
    lines.add("random_page_cost = 1.1");
    lines.add("jit = off"); // compiling costs more than our short statements
    lines.addAll(settings);
    lines.add("include_if_exists = '../custom.conf'");
    Files.write(data(folder).resolve("postgresql.conf"), lines);
    Files.write(
        data(folder).resolve("pg_hba.conf"), List.of("host all all 127.0.0.1/32 scram-sha-256"));
  }

  private void startServer() throws IOException {
    var serverLog = folder.resolve("postgres.log");
    Files.deleteIfExists(serverLog); // this run's words only: what went wrong is at its end
    var result =
        pgCtl("start", "-w", "-t", "" + START_TIMEOUT.toSeconds(), "-l", serverLog.toString());
    if (result.exitCode() != 0) {
      var words = Files.exists(serverLog) ? Files.readString(serverLog) : result.output();
      throw explain(folder, "PostgreSQL did not start", words);
    }
  }

  private static StartupException explain(Path folder, String what, String output)
      throws IOException {
    if (output.contains("No space left on device")) {
      return diskFull(folder, Files.getFileStore(folder).getUsableSpace());
    }
    var lines = output.strip().lines().toList();
    var tail =
        lines.stream()
            .skip(Math.max(0, lines.size() - 8L))
            .collect(Collectors.joining(System.lineSeparator() + "    "));
    return new StartupException(
        what + " in " + folder + ":" + System.lineSeparator() + "    " + tail,
        "Remove the cause named above and start again; the data is untouched.");
  }

  /** Creates a database of this server unless it exists. */
  private void ensureDatabase(String name) {
    var login = new Properties();
    login.setProperty("user", USER);
    login.setProperty("password", password);
    try (var connection = DriverManager.getConnection(address("postgres").url(), login);
        var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        try (var statement = connection.createStatement()) {
          statement.execute("create database " + name);
        }
      }
    } catch (SQLException e) {
      close();
      throw new StartupException(
          "The PostgreSQL in " + folder + " refuses us: " + e.getMessage() + ".",
          "If its password file was replaced, restore " + folder.resolve("password") + ".",
          e);
    }
  }

  private Result pgCtl(String... arguments) {
    return run(
        asNobody(
            List.of(binaries.resolve("bin/pg_ctl").toString(), "-D", data(folder).toString()),
            arguments));
  }

  private static List<String> asNobody(String... command) {
    return asNobody(List.of(command));
  }

  private static List<String> asNobody(List<String> command, String... more) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(command);
    all.addAll(List.of(more));
    return all;
  }

  private record Result(int exitCode, String output) {}

  private static Result run(List<String> command) {
    Path output = null;
    try {
      // To a file: postgres inherits a pipe from pg_ctl and would keep it open for ever.
      output = Files.createTempFile("quanyu-postgres", ".out");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      if (!process.waitFor(START_TIMEOUT.toSeconds() + 10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "no answer from " + command.getFirst());
      }
      return new Result(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      return new Result(-1, "cannot run " + command.getFirst() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, "interrupted");
    } finally {
      deleteQuietly(output);
    }
  }

  private static void deleteQuietly(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.debug("left {} behind", file, e);
    }
  }
}
