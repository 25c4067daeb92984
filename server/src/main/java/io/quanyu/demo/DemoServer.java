package io.quanyu.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The running server as the demo sees it: its public API with the token of its data directory. */
final class DemoServer implements AutoCloseable {

  static final ObjectMapper JSON = JsonHttp.JSON;

  private static final String BOUNDARY = "quanyu-demo-4c61fb0e";

  private final JsonHttp http;
  private final String token;

  DemoServer(URI base, Path tokenFile) {
    http = new JsonHttp(base, "the server", new CookieManager());
    try {
      token = Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new DemoFailure(
          "the server's token cannot be read: " + tokenFile + " (is the server running?)", e);
    }
  }

  URI base() {
    return http.base();
  }

  /** What is there, and the version that a change of it must name. */
  record Versioned(JsonNode body, String etag) {}

  JsonNode get(String path) {
    return JsonHttp.bodyOf(send("GET", path, null, Map.of()));
  }

  Versioned getVersioned(String path) {
    HttpResponse<String> response = send("GET", path, null, Map.of());
    return new Versioned(
        JsonHttp.bodyOf(response), response.headers().firstValue("ETag").orElse(""));
  }

  JsonNode post(String path, Object body) {
    return JsonHttp.bodyOf(send("POST", path, JsonHttp.jsonOf(body), JSON_BODY));
  }

  /** Posts a request that has no body. */
  JsonNode post(String path) {
    return JsonHttp.bodyOf(send("POST", path, null, Map.of()));
  }

  /**
   * Posts what must happen once even if the answer is lost: the key makes a repetition harmless.
   */
  JsonNode post(String path, Object body, String idempotencyKey) {
    Map<String, String> headers = new HashMap<>(JSON_BODY);
    headers.put("Idempotency-Key", idempotencyKey);
    return JsonHttp.bodyOf(send("POST", path, JsonHttp.jsonOf(body), headers));
  }

  /** Replaces what has that version. */
  JsonNode put(String path, Object body, String etag) {
    Map<String, String> headers = new HashMap<>(JSON_BODY);
    headers.put("If-Match", etag);
    return JsonHttp.bodyOf(send("PUT", path, JsonHttp.jsonOf(body), headers));
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
      return JsonHttp.bodyOf(
          send(
              "POST",
              "/api/uploads",
              body,
              Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)));
    } catch (IOException e) {
      throw new DemoFailure("the file cannot be read: " + e.getMessage(), e);
    }
  }

  private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

  private HttpResponse<String> send(
      String method, String path, @Nullable BodyPublisher body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return http.send(method, path, body, all);
  }

  static @Nullable String textOf(JsonNode node, String field) {
    return JsonHttp.textOf(node, field);
  }

  @Override
  public void close() {
    http.close();
  }
}
