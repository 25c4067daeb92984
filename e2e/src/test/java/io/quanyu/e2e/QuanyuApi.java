package io.quanyu.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API as a program uses it: JSON in, JSON out, a refusal is an exception with its text.
 */
final class QuanyuApi {

  private static final Duration IMPORT_MAX = Duration.ofMinutes(5);

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;

  QuanyuApi(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  JsonNode get(String path) {
    return json(send(request(path).GET()));
  }

  String text(String path) {
    return send(request(path).GET()).body();
  }

  /**
   * @param body null for none
   */
  JsonNode post(String path, @Nullable JsonNode body) {
    var request = request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    return json(
        send(
            body == null
                ? request.POST(BodyPublishers.noBody())
                : request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body.toString()))));
  }

  /** Replaces what is there, whatever version it has. */
  JsonNode put(String path, JsonNode body) {
    var etag = send(request(path).GET()).headers().firstValue("ETag").orElse("\"0\"");
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(BodyPublishers.ofString(body.toString()))));
  }

  ObjectNode object() {
    return json.createObjectNode();
  }

  JsonNode parse(String text) {
    return json.readTree(text);
  }

  JsonNode upload(Path file) {
    var boundary = "----quanyu" + UUID.randomUUID();
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary, file.getFileName());
    try {
      return json(
          send(
              request("/api/uploads")
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .POST(
                      BodyPublishers.concat(
                          BodyPublishers.ofString(head),
                          BodyPublishers.ofFile(file),
                          BodyPublishers.ofString(
                              "\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an import with the guessed mapping and returns the job as first answered. */
  JsonNode startImport(
      String kind, Path file, String channel, @Nullable String currency, @Nullable String zone) {
    var uploadId = upload(file).get("id").asString();
    var guess = post("/api/uploads/" + uploadId + "/mapping-guess", object().put("kind", kind));
    var body = object().put("uploadId", uploadId).put("channel", channel);
    body.set("mapping", guess.get("mapping"));
    if (currency != null) {
      body.put("currency", currency);
    }
    if (zone != null) {
      body.put("zone", zone);
    }
    return post("/api/imports", body);
  }

  /** Imports a file to its end with the guessed mapping. */
  JsonNode importFile(
      String kind, Path file, String channel, @Nullable String currency, @Nullable String zone) {
    return awaitImport(startImport(kind, file, channel, currency, zone).get("id").asString());
  }

  /** Waits until the import has ended, however it ended. */
  JsonNode awaitImport(String id) {
    var giveUpAt = Instant.now().plus(IMPORT_MAX);
    while (Instant.now().isBefore(giveUpAt)) {
      var job = get("/api/imports/" + id);
      var state = job.get("state").asString();
      if (!state.equals("queued") && !state.equals("running")) {
        return job;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new IllegalStateException("import " + id + " did not end within " + IMPORT_MAX);
  }

  /** Waits until every tag is computed on data at least as new as the last finished import. */
  void awaitTags() {
    var imported = get("/api/imports?limit=1").get("items").get(0).get("finishedAt").asString();
    var giveUpAt = Instant.now().plus(IMPORT_MAX);
    while (Instant.now().isBefore(giveUpAt)) {
      var tags = get("/api/tags");
      var fresh = !tags.isEmpty();
      for (var tag : tags) {
        fresh &=
            tag.hasNonNull("computedAt")
                && !Instant.parse(tag.get("computedAt").asString())
                    .isBefore(Instant.parse(imported));
      }
      if (fresh) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new IllegalStateException("tags were not computed after the import of " + imported);
  }

  /** How many customers match a condition. */
  long previewSize(String condition) {
    var body = object();
    body.set("condition", parse(condition));
    return post("/api/segments/preview", body).get("size").asLong();
  }

  /** Customers by value of a tag. */
  Map<String, Long> tagCounts(String tag) {
    var counts = new TreeMap<String, Long>();
    for (var candidate : get("/api/tags")) {
      if (candidate.get("tag").asString().equals(tag)) {
        for (var value : candidate.get("values")) {
          if (value.get("customers").asLong() > 0) {
            counts.put(value.get("value").asString(), value.get("customers").asLong());
          }
        }
      }
    }
    return counts;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token)
        .header("Accept-Language", "en");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    var built = request.build();
    try {
      var response = client.send(built, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            built.method()
                + " "
                + built.uri()
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(built.method() + " " + built.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode json(HttpResponse<String> response) {
    return json.readTree(response.body().isEmpty() ? "null" : response.body());
  }
}
