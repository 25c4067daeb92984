package io.quanyu.bench.start;

import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.Percentiles;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long does the server take from its start to serving, and how much memory has it then?
 *
 * <p>Run: {@code ./quanyu bench start [--quick]}. Starts the real server as the launcher does, with
 * its AOT cache and its own PostgreSQL, on a data directory that it has used before. Memory is that
 * of the server and its PostgreSQL together, ten seconds after the start; pages that processes
 * share are counted once. The bounds that we set ourselves stand in for a peer of the time; the
 * memory is beside what Dittofeed asks for its four services.
 */
public final class StartBench implements Bench {

  /** The launcher's own options, so that what is measured is what people run. */
  private static final String JAVA_OPTIONS = "quanyu.java-options";

  private static final double START_MAX_S = 10;
  private static final double DITTOFEED_MB = 4_096;
  private static final double MEMORY_MAX_MB = 1_024;
  private static final Duration GIVE_UP = Duration.ofMinutes(3);
  private static final Duration IDLE = Duration.ofSeconds(10);

  @Override
  public String needs(BenchRun run) {
    return "a first start and "
        + starts(run)
        + " warm ones; needs 300 MB of disk in "
        + run.data()
        + " and about a minute";
  }

  private static int starts(BenchRun run) {
    return run.isQuick() ? 3 : 7;
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var app = System.getProperty("quanyu.app", "");
    if (!Files.exists(Path.of(app, "quanyu.jar")) || System.getProperty(JAVA_OPTIONS) == null) {
      throw new IllegalStateException(
          "-Dquanyu.app and -D" + JAVA_OPTIONS + " tell what to start; use ./quanyu bench start");
    }
    var data = run.folder("start").resolve("data");
    delete(data);
    try {
      run.say("first start");
      double first;
      try (var server = Server.start(Path.of(app), data)) {
        first = server.seconds;
      }
      var times = new double[starts(run)];
      double memory = 0;
      for (int i = 0; i < times.length; i++) {
        try (var server = Server.start(Path.of(app), data)) {
          times[i] = server.seconds;
          run.say("start %d: %.2f s", i + 1, times[i]);
          if (i == times.length - 1) {
            Thread.sleep(IDLE);
            memory = server.megabytes();
          }
        }
      }
      var percentiles = new Percentiles(times);
      return List.of(
          new BenchResult(
              "start",
              percentiles.at(50),
              "s",
              BenchResult.Better.LOWER,
              "own_bound",
              START_MAX_S,
              Map.of("firstStartS", first, "starts", times.length, "maxS", percentiles.at(100))),
          new BenchResult(
              "start/idle_memory",
              memory,
              "MB",
              BenchResult.Better.LOWER,
              "dittofeed_asks_for",
              DITTOFEED_MB,
              Map.of("boundMb", MEMORY_MAX_MB)));
    } finally {
      delete(data);
    }
  }

  /** A running server. */
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final double seconds;

    private Server(Process process, double seconds) {
      this.process = process;
      this.seconds = seconds;
    }

    static Server start(Path app, Path data) throws IOException, InterruptedException {
      int port;
      try (var free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Files.createDirectories(data);
      var began = System.nanoTime();
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:AOTCache=" + app.resolve("quanyu.aot"));
      command.addAll(List.of(System.getProperty(JAVA_OPTIONS, "").split(" ")));
      command.addAll(List.of("-jar", app.resolve("quanyu.jar").toString()));
      command.addAll(List.of("--quanyu.data=" + data, "--server.port=" + port));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.resolveSibling("server.log").toFile())
              .start();
      try {
        awaitHealthy(process, port, began + GIVE_UP.toNanos());
      } catch (IOException | InterruptedException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
      return new Server(process, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitHealthy(Process process, int port, long deadline)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
              .timeout(Duration.ofSeconds(10))
              .build();
      try (var client = HttpClient.newHttpClient()) {
        while (process.isAlive() && System.nanoTime() < deadline) {
          try {
            if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
              return;
            }
          } catch (ConnectException _) {
            // not listening yet
          }
          Thread.sleep(Duration.ofMillis(10));
        }
      }
      throw new IllegalStateException("the server did not start; see server.log beside its data");
    }

    /** Of the process and its children. */
    double megabytes() throws IOException, InterruptedException {
      double sum = 0;
      for (var one : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
        sum += kilobytes(one.pid());
      }
      return sum / 1024;
    }

    private static double kilobytes(long pid) throws IOException, InterruptedException {
      var rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
      if (Files.isReadable(rollup)) {
        for (var line : Files.readAllLines(rollup)) {
          if (line.startsWith("Pss:")) {
            return Double.parseDouble(line.replaceAll("[^0-9]", ""));
          }
        }
      }
      var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      try (var out = ps.getInputStream()) {
        return Double.parseDouble(new String(out.readAllBytes(), StandardCharsets.UTF_8).strip());
      } finally {
        var _ = ps.waitFor();
      }
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
          var _ = process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        var _ = process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
