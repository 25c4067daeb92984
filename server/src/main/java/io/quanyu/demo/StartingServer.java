package io.quanyu.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The server of a data directory while it starts: it is up when {@code run/server.json} names its
 * process. A file that names another process was left behind by a server that was killed.
 */
final class StartingServer {

  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int LOG_LINES = 30;

  private final Path data;
  private final long pid;

  StartingServer(Path data, long pid) {
    this.data = data;
    this.pid = pid;
  }

  /**
   * Waits until the server answers.
   *
   * @throws DemoFailure if it ended, with the end of its log, or does not come up
   */
  DemoServer await() {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    Optional<URI> url = url();
    while (url.isEmpty()) {
      if (ProcessHandle.of(pid).isEmpty()) {
        throw new DemoFailure("the server did not start:" + endOfLog());
      }
      if (System.nanoTime() > deadline) {
        throw new DemoFailure(
            "the server did not answer within " + START_MAX.toSeconds() + " s; see " + log());
      }
      Background.pause(POLL);
      url = url();
    }
    return new DemoServer(url.get(), data.resolve("run").resolve("token"));
  }

  private Optional<URI> url() {
    try {
      JsonNode json =
          DemoServer.JSON.readTree(Files.readString(data.resolve("run").resolve("server.json")));
      return json.path("pid").asLong() == pid
          ? Optional.of(URI.create("http://127.0.0.1:" + json.path("port").asInt()))
          : Optional.empty();
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty(); // not there, or not yet whole
    } catch (IOException e) {
      throw new DemoFailure("the data directory cannot be read: " + e.getMessage(), e);
    }
  }

  private Path log() {
    return data.resolve("logs").resolve("start.log");
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
      return "\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return " its process has ended";
    }
  }
}
