package io.quanyu.reach.sms.internal;

import io.quanyu.reach.sms.GatewayTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.stereotype.Component;

/**
 * One request to a gateway, on a connection of its own: a connection that was kept may be closed by
 * the gateway at the moment of its use, and then nobody knows whether the gateway has the request.
 * Redirections are not followed: they would lead an allowed base URL anywhere.
 */
@Component
public class GatewayClient {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration WHOLE_MAX = Duration.ofSeconds(15);

  /** A thousand refused texts have some 100 kB. */
  private static final int BODY_BYTES_MAX = 1 << 20;

  private static final String ROOT = "/sms/v1/";

  private final Duration connectMax;
  private final Duration wholeMax;

  public GatewayClient() {
    this(CONNECT_MAX, WHOLE_MAX);
  }

  GatewayClient(Duration connectMax, Duration wholeMax) {
    this.connectMax = connectMax;
    this.wholeMax = wholeMax;
  }

  /** The longest exchange, connecting included; an answer that trickles in is cut off. */
  Duration wholeMax() {
    return wholeMax;
  }

  /** What came back. */
  sealed interface Heard {

    /**
     * An answer, whoever gave it.
     *
     * @param retryAfter the header of that name
     */
    record Answer(int status, Optional<String> retryAfter, String body) implements Heard {}

    /** The request surely did not arrive. */
    record NotReached(GatewayTest.Outcome why) implements Heard {}

    /** The request may have arrived. */
    record Lost(GatewayTest.Outcome why) implements Heard {}
  }

  Heard get(Gateway gateway, String path) {
    return exchange(request(gateway, path).GET().build());
  }

  /**
   * @param json the body
   * @param key names the request for a gateway that answers it only once
   */
  Heard post(Gateway gateway, String path, byte[] json, Optional<String> key) {
    var request =
        request(gateway, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    return exchange(request.build());
  }

  private static HttpRequest.Builder request(Gateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway.baseUrl() + ROOT + path))
        .header("Authorization", "Bearer " + gateway.secrets().apiKey())
        .header("Accept", "application/json");
  }

  private Heard exchange(HttpRequest request) {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectMax)
            .build()) {
      // The client's own time-out ends with the headers, so the wait for all of it is bounded here.
      var pending =
          client.sendAsync(
              request,
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), BODY_BYTES_MAX));
      try {
        return answer(pending.get(wholeMax.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException e) {
        return failure(e.getCause() == null ? e : e.getCause());
      } catch (TimeoutException _) {
        return new Heard.Lost(GatewayTest.Outcome.TIMED_OUT);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Heard.Lost(GatewayTest.Outcome.TIMED_OUT);
      } finally {
        client.shutdownNow(); // close would wait for what is under way
      }
    }
  }

  private static Heard answer(HttpResponse<String> response) {
    return new Heard.Answer(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }

  private static Heard failure(Throwable e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> new Heard.NotReached(GatewayTest.Outcome.TIMED_OUT);
      case HttpTimeoutException _ -> new Heard.Lost(GatewayTest.Outcome.TIMED_OUT);
      case ConnectException refused ->
          new Heard.NotReached(
              isUnresolved(refused)
                  ? GatewayTest.Outcome.HOST_UNKNOWN
                  : GatewayTest.Outcome.UNREACHABLE);
      case SSLHandshakeException _ -> new Heard.NotReached(GatewayTest.Outcome.TLS_FAILED);
      case SSLException _ -> new Heard.Lost(GatewayTest.Outcome.TLS_FAILED);
      case IOException _ -> new Heard.Lost(GatewayTest.Outcome.UNREACHABLE);
      default -> new Heard.Lost(GatewayTest.Outcome.NOT_GATEWAY);
    };
  }

  /** The client wraps it once or twice. */
  private static boolean isUnresolved(Throwable e) {
    for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
