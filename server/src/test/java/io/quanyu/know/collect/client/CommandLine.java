package io.quanyu.know.collect.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.storage.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The import command against the server of a test. */
public final class CommandLine {
  private final String url;
  private final String token;

  public CommandLine(Environment environment, DataDirectory data) {
    this.url = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    this.token = data.root().resolve("run").resolve("token").toString();
  }

  /** What a run said. */
  record Said(int exitCode, String out, String progress) {}

  /** Imports and returns the result's line. */
  public JsonNode imports(String... words) {
    var said = run(words);
    assertThat(said.exitCode()).as(said.progress()).isZero();
    return ServerApi.JSON.readTree(said.out().lines().toList().getLast());
  }

  Said run(String... words) {
    var out = new ByteArrayOutputStream();
    var progress = new ByteArrayOutputStream();
    var args = new ArrayList<>(List.of("--url", url, "--token-file", token));
    args.addAll(List.of(words));
    int exitCode =
        ImportCommand.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(progress, true, StandardCharsets.UTF_8));
    return new Said(
        exitCode, out.toString(StandardCharsets.UTF_8), progress.toString(StandardCharsets.UTF_8));
  }

  ServerApi api() {
    return new ServerApi(java.net.URI.create(url), java.nio.file.Path.of(token));
  }
}
