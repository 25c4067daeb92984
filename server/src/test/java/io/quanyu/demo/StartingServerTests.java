package io.quanyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingServerTests {

  @TempDir Path data;

  @Test
  void isUpWhenTheRunFileNamesItsProcess() throws IOException {
    long pid = ProcessHandle.current().pid();
    write("run/server.json", "{\"port\":18080,\"pid\":" + pid + "}\n");
    write("run/token", "secret");

    try (DemoServer server = new StartingServer(data, pid).await()) {
      assertThat(server.base()).isEqualTo(URI.create("http://127.0.0.1:18080"));
    }
  }

  @Test
  void aServerThatEndedIsToldWithTheEndOfItsLog() throws IOException, InterruptedException {
    write("run/server.json", "{\"port\":18080,\"pid\":1}\n"); // left behind by a killed one
    write(
        "logs/start.log", "first line\n" + "line\n".repeat(40) + "Port 8080 was already in use\n");

    assertThatThrownBy(() -> new StartingServer(data, endedProcess()).await())
        .isInstanceOf(DemoFailure.class)
        .hasMessageStartingWith("the server did not start")
        .hasMessageEndingWith("Port 8080 was already in use")
        .message()
        .doesNotContain("first line");
  }

  @Test
  void nobodySendsToAServerThatDidNotStart() throws IOException, InterruptedException {
    long pid = endedProcess();
    try (SendingFiles sending = new SendingFiles(() -> new StartingServer(data, pid).await())) {
      assertThatThrownBy(() -> Background.await(sending.server(), () -> {}))
          .hasMessageContaining("did not start");
      assertThatThrownBy(sending::check)
          .isInstanceOf(DemoFailure.class)
          .hasMessageContaining("did not start");
    }
  }

  private static long endedProcess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  private void write(String file, String text) throws IOException {
    Path path = data.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
