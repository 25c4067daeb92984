package io.quanyu.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The running server as the demo sees it: its public API with the token of its data directory. */
final class DemoServer implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration ANSWER_MAX = Duration.ofMinutes(10);
  private static final String BOUNDARY = "quanyu-demo-4c61fb0e";

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  DemoServer(URI base, Path tokenFile) {
    this.base = base;
    try {
      token = Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new DemoFailure(
          "the server's token cannot be read: " + tokenFile + " (is the server running?)", e);
    }
  }

  URI base() {
    return base;
  }

  JsonNode get(String path) {
    return json(send(request(path).GET().build()));
  }

  JsonNode post(String path, Object body) {
    return json(
        send(request(path).header("Content-Type", "application/json").POST(jsonOf(body)).build()));
  }

  /**
   * Posts what must happen once even if the answer is lost: the key makes a repetition harmless.
   */
  JsonNode post(String path, Object body, String idempotencyKey) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(jsonOf(body))
                .build()));
  }

  JsonNode upload(Path file) {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + file.getFileName()
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
      return json(
          send(
              request("/api/uploads")
                  .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                  .POST(body)
                  .build()));
    } catch (IOException e) {
      throw new DemoFailure("the file cannot be read: " + e.getMessage(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private String send(HttpRequest request) {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DemoFailure("the server at " + base + " stopped answering: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
    if (response.statusCode() >= 300) {
      throw new DemoFailure(
          request.method()
              + " "
              + request.uri().getPath()
              + " was refused with "
              + response.statusCode()
              + ": "
              + problemOf(response.body()));
    }
    return response.body();
  }

  /** Title and detail of an RFC 9457 problem; the body itself if it is something else. */
  private static String problemOf(String body) {
    try {
      JsonNode problem = JSON.readTree(body);
      String detail = textOf(problem, "detail");
      String errors = problem.path("errors").isMissingNode() ? "" : " " + problem.path("errors");
      return textOf(problem, "title") + (detail == null ? "" : " – " + detail) + errors;
    } catch (JacksonException e) {
      return body.isBlank() ? "no explanation" : body.substring(0, Math.min(body.length(), 300));
    }
  }

  static @Nullable String textOf(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }

  private static BodyPublisher jsonOf(Object body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private static JsonNode json(String body) {
    return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
  }

  @Override
  public void close() {
    http.close();
  }
}
