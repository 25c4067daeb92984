package io.quanyu.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Requests to one process, answered with JSON; whatever is refused is a {@link DemoFailure}. */
final class JsonHttp implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration ANSWER_MAX = Duration.ofMinutes(10);

  private final URI base;
  private final String name;
  private final HttpClient http;

  /**
   * @param name of the process, for messages: {@code the server}
   * @param cookies keeps the cookies of the process
   */
  JsonHttp(URI base, String name, CookieManager cookies) {
    this.base = base;
    this.name = name;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .cookieHandler(cookies)
            .build();
  }

  URI base() {
    return base;
  }

  /**
   * Sends a request and returns its answer.
   *
   * @param body null for none
   * @throws DemoFailure if there is no answer or a refusal, which it explains
   */
  HttpResponse<String> send(
      String method, String path, @Nullable BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER_MAX)
            .header("Accept", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : body);
    headers.forEach(request::header);
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DemoFailure(name + " at " + base + " stopped answering: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
    if (response.statusCode() >= 300) {
      throw new DemoFailure(
          method
              + " "
              + URI.create(path).getPath()
              + " was refused by "
              + name
              + " with "
              + response.statusCode()
              + ": "
              + problemOf(response.body()));
    }
    return response;
  }

  /** Title and detail of an RFC 9457 problem; the body itself if it is something else. */
  private static String problemOf(String body) {
    try {
      JsonNode problem = JSON.readTree(body);
      String title = textOf(problem, "title");
      if (title != null) {
        String detail = textOf(problem, "detail");
        String errors = problem.path("errors").isMissingNode() ? "" : " " + problem.path("errors");
        return title + (detail == null ? "" : " – " + detail) + errors;
      }
    } catch (JacksonException e) {
      // not JSON: shown as it is
    }
    return body.isBlank() ? "no explanation" : body.substring(0, Math.min(body.length(), 300));
  }

  static @Nullable String textOf(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }

  static BodyPublisher jsonOf(Object body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  /** The body of an answer; an empty object for an empty body. */
  static JsonNode bodyOf(HttpResponse<String> response) {
    return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
