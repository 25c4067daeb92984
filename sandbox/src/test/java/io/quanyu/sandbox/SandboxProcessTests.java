package io.quanyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How it is found, and how it ends. */
class SandboxProcessTests {
  @TempDir Path data;

  @Test
  void saysWhereItIsAndEndsWithItsParent() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    SandboxProcess sandbox =
        SandboxProcess.start(data, "--parent-pid", Long.toString(parent.pid()));
    try {
      Path file = data.resolve("run").resolve("sandbox.json");
      JsonNode run = JsonMapper.builder().build().readTree(Files.readString(file));
      assertThat(run.path("url").asString()).isEqualTo(sandbox.url());
      assertThat(run.path("url").asString()).endsWith(":" + run.path("port").asInt());
      assertThat(run.path("pid").asLong()).isEqualTo(sandbox.process().pid());
      parent.destroyForcibly();
      assertThat(sandbox.process().waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
      assertThat(sandbox.process().exitValue()).isZero();
      assertThat(file).doesNotExist();
    } finally {
      parent.destroyForcibly();
      sandbox.kill();
    }
  }
}
