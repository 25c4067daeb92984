package io.quanyu.reach.sms.internal;

import io.quanyu.platform.outgoing.ForbiddenAddressException;
import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.reach.sms.GatewayTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.ClientProtocolException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One request to a gateway, on a connection of its own: a connection that was kept may be closed by
 * the gateway at the moment of its use, and then nobody knows whether the gateway has the request.
 */
@Component
public class GatewayClient {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration WHOLE_MAX = Duration.ofSeconds(15);

  /** A thousand refused texts have some 100 kB. */
  private static final int BODY_BYTES_MAX = 1 << 20;

  private static final String ROOT = "/sms/v1/";

  /** Cuts exchanges that take too long. */
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sms-gateway-timer").factory());

  private final OutgoingHttp outgoing;
  private final Duration connectMax;
  private final Duration wholeMax;

  @Autowired
  public GatewayClient(OutgoingHttp outgoing) {
    this(outgoing, CONNECT_MAX, WHOLE_MAX);
  }

  GatewayClient(OutgoingHttp outgoing, Duration connectMax, Duration wholeMax) {
    this.outgoing = outgoing;
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
    return exchange(asking(gateway, new HttpGet(address(gateway, path))));
  }

  /**
   * @param json the body
   * @param key names the request for a gateway that answers it only once
   */
  Heard post(Gateway gateway, String path, byte[] json, Optional<String> key) {
    var request = new HttpPost(address(gateway, path));
    request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    key.ifPresent(value -> request.setHeader("Idempotency-Key", value));
    return exchange(asking(gateway, request));
  }

  private static URI address(Gateway gateway, String path) {
    return URI.create(gateway.baseUrl() + ROOT + path);
  }

  private HttpRequestBase asking(Gateway gateway, HttpRequestBase request) {
    request.setHeader("Authorization", "Bearer " + gateway.secrets().apiKey());
    request.setHeader("Accept", "application/json");
    int connectMs = Math.toIntExact(connectMax.toMillis());
    request.setConfig(
        RequestConfig.custom()
            .setConnectTimeout(connectMs)
            .setConnectionRequestTimeout(connectMs)
            .setSocketTimeout(Math.toIntExact(wholeMax.toMillis()))
            .build());
    return request;
  }

  private Heard exchange(HttpRequestBase request) {
    var isCut = new AtomicBoolean();
    // The client's own time-outs are between two reads: the whole is bounded here.
    var cut =
        TIMER.schedule(
            () -> {
              isCut.set(true);
              request.abort();
            },
            wholeMax.toMillis(),
            TimeUnit.MILLISECONDS);
    try (var client =
            outgoing.client(1, connectMax, connectMax).disableContentCompression().build();
        var response = client.execute(request)) {
      return answer(response);
    } catch (IOException e) {
      return isCut.get() ? new Heard.Lost(GatewayTest.Outcome.TIMED_OUT) : failure(e);
    } finally {
      cut.cancel(false);
    }
  }

  private static Heard answer(HttpResponse response) throws IOException {
    var entity = response.getEntity();
    var body = entity == null ? new byte[0] : entity.getContent().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw new IOException("more than " + BODY_BYTES_MAX + " bytes");
    }
    return new Heard.Answer(
        response.getStatusLine().getStatusCode(),
        Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue),
        new String(body, StandardCharsets.UTF_8));
  }

  private static Heard failure(IOException e) {
    return switch (e) {
      case ForbiddenAddressException _ ->
          new Heard.NotReached(GatewayTest.Outcome.ADDRESS_FORBIDDEN);
      case UnknownHostException _ -> new Heard.NotReached(GatewayTest.Outcome.HOST_UNKNOWN);
      case ConnectTimeoutException _ -> new Heard.NotReached(GatewayTest.Outcome.TIMED_OUT);
      case ConnectException _ -> new Heard.NotReached(GatewayTest.Outcome.UNREACHABLE);
      case NoRouteToHostException _ -> new Heard.NotReached(GatewayTest.Outcome.UNREACHABLE);
      case SSLHandshakeException _ -> new Heard.NotReached(GatewayTest.Outcome.TLS_FAILED);
      case SSLException _ -> new Heard.Lost(GatewayTest.Outcome.TLS_FAILED);
      case SocketTimeoutException _ -> new Heard.Lost(GatewayTest.Outcome.TIMED_OUT);
      case ClientProtocolException _ -> new Heard.Lost(GatewayTest.Outcome.NOT_GATEWAY);
      default -> new Heard.Lost(GatewayTest.Outcome.UNREACHABLE);
    };
  }
}
