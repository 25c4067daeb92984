package io.quanyu.know.collect.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's API as the command needs it, with the token of its data directory. */
final class ServerApi implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** An upload is answered when the last byte is stored and the first rows are read. */
  private static final Duration ANSWER_MAX = Duration.ofMinutes(30);

  private static final String BOUNDARY = "quanyu-import-7d40c1f26b";

  private final URI server;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  ServerApi(URI server, Path tokenFile) {
    this.server = server;
    try {
      this.token = Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new ImportFailure(
          "the server's token cannot be read from " + tokenFile + "; is the server running?", e);
    }
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  JsonNode post(String path, JsonNode body, String idempotencyKey) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  JsonNode upload(Path file) {
    var name = String.valueOf(file.getFileName()).replaceAll("[\"\\r\\n]", "_");
    try {
      return send(
          request("/api/uploads")
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(
                  BodyPublishers.concat(
                      BodyPublishers.ofString(
                          "--"
                              + BOUNDARY
                              + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                              + name
                              + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
                      BodyPublishers.ofFile(file),
                      BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
    } catch (IOException e) {
      throw new ImportFailure("the file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  /** A page or file as text. */
  String text(String path) {
    return answer(request(path).setHeader("Accept", "*/*").GET());
  }

  private JsonNode send(HttpRequest.Builder request) {
    return JSON.readTree(answer(request));
  }

  private String answer(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw new ImportFailure(sentenceOf(response.statusCode(), response.body()));
      }
      return response.body();
    } catch (IOException e) {
      throw new ImportFailure("the server at " + server + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImportFailure("interrupted; what was imported so far stays", e);
    }
  }

  /** Title and detail of a problem; the body's beginning if it is something else. */
  private static String sentenceOf(int status, String body) {
    try {
      var problem = JSON.readTree(body);
      var title = textOf(problem, "title");
      if (title != null) {
        var detail = textOf(problem, "detail");
        return detail == null ? title : title + ". " + detail;
      }
    } catch (JacksonException e) {
      // not JSON: told as it is
    }
    return "the server answered " + status + " " + body.substring(0, Math.min(200, body.length()));
  }

  static @Nullable String textOf(JsonNode node, String field) {
    var value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }

  @Override
  public void close() {
    http.close();
  }
}
