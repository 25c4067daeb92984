package io.quanyu.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sandbox as the process that it is, on a free port. */
record SandboxProcess(Process process, String url) {
  private static final String PREFIX = "sandbox: ";

  /** Returns when it answers. */
  static SandboxProcess start(Path data, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sandbox.class.getName(),
                "--port",
                "0",
                "--data",
                data.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(PREFIX + "http://127.0.0.1:")) {
      throw new AssertionError("the sandbox said " + line);
    }
    return new SandboxProcess(process, line.substring(PREFIX.length()));
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
