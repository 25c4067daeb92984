package io.quanyu.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server in a process of its own on a data directory, as the launcher starts it; may be killed.
 */
final class ServerProcess implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofMinutes(3);

  private final Path data;
  private final Process process;
  private final URI address;

  private ServerProcess(Path data, Process process, URI address) {
    this.data = data;
    this.process = process;
    this.address = address;
  }

  /** Starts a server on {@code data} and waits until it serves. */
  static ServerProcess start(Path data, String... settings) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx1500m", "--enable-native-access=ALL-UNNAMED", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.quanyu.QuanyuServer", "--quanyu.data=" + data, "--server.port=0"));
    command.add("--quanyu.outgoing.allowed-networks=127.0.0.0/8,::1/128"); // of the sandbox
    command.addAll(List.of(settings));
    try {
      Files.createDirectories(data);
      var serverFile = data.resolve("run/server.json");
      Files.deleteIfExists(serverFile);
      var log = data.resolve("server.out");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServerProcess(data, process, awaitServing(process, serverFile, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI awaitServing(Process process, Path serverFile, Path log) throws IOException {
    var giveUpAt = Instant.now().plus(START_MAX);
    while (Instant.now().isBefore(giveUpAt)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended:\n" + Files.readString(log));
      }
      if (Files.exists(serverFile)) {
        var server = JsonMapper.shared().readTree(Files.readString(serverFile));
        return URI.create("http://127.0.0.1:" + server.get("port").asInt());
      }
      await(process, Duration.ofMillis(50));
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "no server within " + START_MAX + ":\n" + Files.readString(log));
  }

  private static void await(Process process, Duration time) {
    try {
      process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where it serves, without a trailing slash. */
  URI address() {
    return address;
  }

  Path data() {
    return data;
  }

  /** The API as the launcher's clients use it, with the run token of the data directory. */
  QuanyuApi api() {
    try {
      return new QuanyuApi(address, Files.readString(data.resolve("run/token")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server printed so far. */
  String output() {
    try {
      return Files.readString(data.resolve("server.out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly();
    await(process, Duration.ofSeconds(20));
  }

  /** Asks it to stop and waits until it did. */
  @Override
  public void close() {
    process.destroy();
    await(process, Duration.ofSeconds(30));
    if (process.isAlive()) {
      kill();
      throw new IllegalStateException("the server did not stop when asked:\n" + output());
    }
  }
}
