package io.quanyu.reach.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as it is told, on the own machine: what a gateway never should do, for one. */
public final class GatewayStub implements AutoCloseable {

  /** A request; {@code key} is its Idempotency-Key, empty if it has none. */
  public record Asked(String path, String authorization, String key, String body) {}

  /** An answer; a status of 0 cuts the connection. */
  public record Said(int status, String body, Map<String, String> headers) {
    public static Said of(int status, String body) {
      return new Said(status, body, Map.of());
    }

    public static Said cut() {
      return of(0, "");
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Said> says = _ -> Said.of(404, "nothing here");

  public GatewayStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void says(int status, String body) {
    says = _ -> Said.of(status, body);
  }

  public void says(Function<Asked, Said> answer) {
    says = answer;
  }

  public List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var request =
          new Asked(
              exchange.getRequestURI().toString(),
              headers.getOrDefault("Authorization", List.of("")).getFirst(),
              headers.getOrDefault("Idempotency-Key", List.of("")).getFirst(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      var said = says.apply(request);
      if (said.status() == 0) {
        return;
      }
      said.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = said.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
