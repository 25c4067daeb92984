package io.quanyu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a {@link ServerTest}'s server over HTTP, as a browser does (cookies, CSRF header) or as
 * the command line does (bearer token).
 */
public final class ServerClient {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final URI server;
  private final @Nullable String token;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  private ServerClient(Environment environment, @Nullable String token) {
    this.server =
        URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    this.token = token;
  }

  /** A browser in which nobody is signed in. */
  public static ServerClient browser(Environment environment) {
    return new ServerClient(environment, null);
  }

  /**
   * One request of a browser that has the session {@code session}, with all that the server asks of
   * a write: the CSRF cookie and its header, and an idempotency key of its own.
   *
   * @param session null for nobody
   * @param body JSON; null for none
   * @param more further headers, before which the others step back
   */
  public static Answer as(
      Environment environment,
      @Nullable String session,
      String method,
      String path,
      @Nullable String body,
      Map<String, String> more) {
    var headers = new HashMap<String, String>();
    headers.put("Cookie", "XSRF-TOKEN=x" + (session == null ? "" : "; SESSION=" + session));
    headers.put("X-XSRF-TOKEN", "x");
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    headers.putAll(more);
    return browser(environment).send(method, path, body, headers);
  }

  /** The command line of the server's machine: may do everything. */
  public static ServerClient commandLine(Environment environment) {
    return new ServerClient(environment, readRunFile(environment, "token"));
  }

  /** A file that the server wrote to {@code run} in its data directory. */
  public static String readRunFile(Environment environment, String name) {
    try {
      return Files.readString(runFile(environment, name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a file of {@code run} in the server's data directory is. */
  public static Path runFile(Environment environment, String name) {
    return Path.of(environment.getRequiredProperty("quanyu.data"), "run", name);
  }

  /** An answer: its status, headers and body. */
  public record Answer(int status, HttpResponse<String> response) {

    /** The body as JSON. */
    public JsonNode json() {
      return MAPPER.readTree(response.body());
    }

    /** One header, empty text if missing. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, Object body) {
    return send("POST", path, MAPPER.writeValueAsString(body), Map.of());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  /**
   * Any request.
   *
   * @param body text, sent as JSON unless the headers say otherwise; null for none
   */
  public Answer send(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    var all = new HashMap<String, String>();
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    if (token != null) {
      all.put("Authorization", "Bearer " + token);
    } else {
      cookie("XSRF-TOKEN").ifPresent(value -> all.put("X-XSRF-TOKEN", value));
    }
    all.putAll(headers);
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(server.resolve(path)).method(method, publisher);
    all.forEach(request::header);
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The value of a cookie that the server has set. */
  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }
}
