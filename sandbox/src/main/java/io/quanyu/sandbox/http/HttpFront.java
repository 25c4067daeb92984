package io.quanyu.sandbox.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The sandbox's door: HTTP on the loopback address, one virtual thread an exchange. */
public final class HttpFront implements AutoCloseable {
  /** The longest body; a larger world comes in several requests. */
  public static final int BODY_BYTES_MAX = 64 << 20;

  static {
    // Without it Nagle's algorithm holds back every small answer for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpFront(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts answering.
   *
   * @param port 0 takes a free one
   */
  public static HttpFront start(int port, Router router) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", exchange -> exchange(exchange, router));
      server.start();
      return new HttpFront(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void exchange(HttpExchange exchange, Router router) throws IOException {
    switch (answer(exchange, router)) {
      case Answer.Cut() -> exchange.close();
      case Answer.Full(int status, String contentType, String text, var headers) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    }
  }

  private static Answer answer(HttpExchange exchange, Router router) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Router.problem(413, "at most " + BODY_BYTES_MAX + " bytes in one request");
    }
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            queryOf(exchange.getRequestURI().getRawQuery()),
            headersOf(exchange.getRequestHeaders()),
            Map.of(),
            new Body(body),
            exchange.getRemoteAddress().getAddress().getHostAddress());
    try {
      return router.answer(request);
    } catch (BadRequest e) {
      return Router.problem(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      e.printStackTrace(System.err);
      return Router.problem(500, "the sandbox failed: " + e);
    }
  }

  private static Map<String, String> headersOf(Headers headers) {
    Map<String, String> found = new HashMap<>();
    headers.forEach((name, values) -> found.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return found;
  }

  private static Map<String, String> queryOf(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decode(name), decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Stops at once; exchanges that run are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
