package io.quanyu.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** The sandbox in the vendors' place, as the demo tells it who exists and asks what it saw. */
final class DemoSandbox implements AutoCloseable {

  /** Lines of one request: some megabytes. */
  private static final int LINES_MAX = 20_000;

  private final JsonHttp http;

  DemoSandbox(URI base) {
    http = new JsonHttp(base, "the sandbox", new CookieManager());
  }

  URI base() {
    return http.base();
  }

  JsonNode get(String path) {
    return JsonHttp.bodyOf(http.send("GET", path, null, Map.of()));
  }

  JsonNode post(String path, Object body) {
    return JsonHttp.bodyOf(http.send("POST", path, JsonHttp.jsonOf(body), Map.of()));
  }

  /** The lines of an answer, each a JSON object. */
  List<JsonNode> lines(String path) {
    return http.send("GET", path, null, Map.of())
        .body()
        .lines()
        .filter(line -> !line.isBlank())
        .map(JsonHttp.JSON::readTree)
        .toList();
  }

  /** Tells of one thing that exists. */
  void tell(Object line) {
    tell(JsonHttp.JSON.writeValueAsString(line) + "\n");
  }

  /** Tells of everything in a file of lines. */
  void tellAll(Path gzipped) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzipped), 64 * 1_024),
                StandardCharsets.UTF_8))) {
      StringBuilder lines = new StringBuilder();
      int count = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.append(line).append('\n');
        if (++count % LINES_MAX == 0) {
          tell(lines.toString());
          lines.setLength(0);
        }
      }
      if (!lines.isEmpty()) {
        tell(lines.toString());
      }
    } catch (IOException e) {
      throw new DemoFailure("the sandbox's world cannot be read: " + gzipped, e);
    }
  }

  private void tell(String lines) {
    http.send(
        "POST",
        "/sandbox/world",
        BodyPublishers.ofString(lines),
        Map.of("Content-Type", "application/x-ndjson"));
  }

  @Override
  public void close() {
    http.close();
  }
}
