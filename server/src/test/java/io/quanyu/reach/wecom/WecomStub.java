package io.quanyu.reach.wecom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each path as it is told, on the own machine. */
public final class WecomStub implements AutoCloseable {

  /** An answer; a status of 0 cuts the connection. */
  public record Said(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final Map<String, Said> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public WecomStub() {
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

  public void says(String path, String body) {
    says(path, new Said(200, body, Map.of()));
  }

  public void says(String path, Said said) {
    answers.put(path, said);
  }

  /** Path and query of each request. */
  public List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestURI().toString());
      var said =
          answers.getOrDefault(
              exchange.getRequestURI().getPath(), new Said(404, "nothing here", Map.of()));
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
