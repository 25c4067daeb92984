package io.quanyu.reach.wecom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quanyu.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sandbox in this process, with a door in front of it that counts every request that comes,
 * whatever the sandbox then does with it.
 */
public final class SandboxFront implements AutoCloseable {

  public static final String CORP_ID = "ww0000000000000001";
  public static final String SECRET = "secret-of-the-app";
  public static final int AGENT_ID = 1000002;
  public static final String CALLBACK_TOKEN = "theToken";
  public static final String CALLBACK_AES_KEY = "k".repeat(42) + "E";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Sandbox sandbox;
  private final HttpServer door;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();

  private SandboxFront(Sandbox sandbox) {
    this.sandbox = sandbox;
    try {
      door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    door.createContext("/", this::forward);
    door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    door.start();
  }

  /** One that goes by a clock and keeps its journal in a folder. */
  public static SandboxFront on(Path data, Clock clock) {
    return new SandboxFront(Sandbox.start(0, data, clock));
  }

  /** The base URL of WeCom's API. */
  public String url() {
    return "http://127.0.0.1:" + door.getAddress().getPort();
  }

  /** Adds to the world; one JSON line each. */
  public void world(String lines) {
    send("POST", "/sandbox/world", lines, 200);
  }

  /** An app without callbacks. */
  public void app() {
    world(
        "{\"app\":{\"corpid\":\"%s\",\"agentid\":%d,\"secret\":\"%s\"}}"
            .formatted(CORP_ID, AGENT_ID, SECRET));
  }

  /** An app whose callbacks go to an address. */
  public void app(String callbackUrl) {
    world(
        """
        {"app":{"corpid":"%s","agentid":%d,"secret":"%s","callbackUrl":"%s","callbackToken":"%s","callbackAesKey":"%s"}}
        """
            .formatted(CORP_ID, AGENT_ID, SECRET, callbackUrl, CALLBACK_TOKEN, CALLBACK_AES_KEY));
  }

  /** A fault of the next calls of one API. */
  public void misbehave(String kind, String api, int times, long delayMs) {
    send(
        "POST",
        "/sandbox/misbehaviour",
        """
        {"kind":"%s","path":"/cgi-bin/%s","times":%d,"delayMs":%d}
        """
            .formatted(kind, api, times, delayMs),
        200);
  }

  public void behave() {
    send("DELETE", "/sandbox/misbehaviour", "", 200);
  }

  /** Moves the sandbox's clock on. */
  public void advanceSeconds(long seconds) {
    send("POST", "/sandbox/clock", "{\"advanceSeconds\":" + seconds + "}", 200);
  }

  /** The member sends what waits for her under an id. */
  public JsonNode confirm(String userId, String msgid, int expectedStatus) {
    return send(
        "POST",
        "/sandbox/members/" + userId + "/confirm",
        "{\"msgid\":\"" + msgid + "\"}",
        expectedStatus);
  }

  /** The customer removes the member. */
  public void block(String externalUserId, String userId) {
    send(
        "POST",
        "/sandbox/customers/" + externalUserId + "/remove",
        "{\"userid\":\"" + userId + "\"}",
        200);
  }

  /** The customer adds the member. */
  public void add(String externalUserId, String userId) {
    send(
        "POST",
        "/sandbox/customers/" + externalUserId + "/add",
        "{\"userid\":\"" + userId + "\"}",
        200);
  }

  /** The member removes the customer. */
  public void removeByMember(String userId, String externalUserId) {
    send(
        "POST",
        "/sandbox/members/" + userId + "/remove",
        "{\"externalUserid\":\"" + externalUserId + "\"}",
        200);
  }

  /** Requests of one API that came in since {@link #forgetRequests}. */
  public int requests(String api) {
    return requests.getOrDefault("/cgi-bin/" + api, 0);
  }

  public void forgetRequests() {
    requests.clear();
  }

  public JsonNode get(String path) {
    return send("GET", path, "", 200);
  }

  /** Asks the sandbox itself, past the door. */
  public JsonNode send(String method, String path, String body, int expectedStatus) {
    var answer = answer(method, path, body);
    if (answer.statusCode() != expectedStatus) {
      throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> answer(String method, String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(sandbox.url() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
      var body =
          new String(
              exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      HttpResponse<String> answer;
      try {
        answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
      } catch (UncheckedIOException e) {
        return; // cut there, cut here
      }
      var bytes = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      answer
          .headers()
          .firstValue("Location")
          .ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
      exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    door.stop(0);
    sandbox.close();
    http.shutdownNow();
  }
}
