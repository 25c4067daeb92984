package io.quanyu.reach.wecom.internal;

import static java.util.Objects.requireNonNullElse;

import io.quanyu.platform.outgoing.OutgoingHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * WxJava for one app, for as long as its settings stay: one pool of connections and one access
 * token for all threads.
 *
 * <p>A question is asked once. WxJava would repeat what was answered with -1, which may have been
 * done; that is switched off. Only after a refused token (40001, 40014, 42001), when surely nothing
 * was done, it fetches another and asks once more. What WeCom blocks (facts 5.3) is not even asked
 * again before the block ends.
 */
final class WecomClient implements AutoCloseable {

  /** A question to WeCom by WxJava. */
  interface Question<T> {
    T ask(WxCpService wecom) throws WxErrorException;
  }

  private static final int CONNECTIONS_MAX = 64;

  /**
   * Below the 30 s after which servers usually hang up: a request on a dead line counts as lost.
   */
  private static final Duration CONNECTION_KEPT = Duration.ofSeconds(15);

  /** {@code WxErrorException.DEFAULT_ERROR_CODE}. */
  private static final int WXJAVAS_OWN = -99;

  private static final Duration AFTER_TOKEN = Duration.ofSeconds(1);
  private static final Duration AFTER_CONCURRENCY = Duration.ofSeconds(5);

  /** The block of a minute's window; who meets that of an hour meets it again each minute. */
  private static final Duration AFTER_LIMIT = Duration.ofMinutes(1);

  /** WeCom shuts out for an hour who often sends a wrong secret (about 2,000 times an hour). */
  private static final Duration AFTER_WRONG_SETTINGS = Duration.ofMinutes(1);

  /** Of the question that this thread asks. */
  private static final ThreadLocal<@Nullable Bound> BOUND = new ThreadLocal<>();

  private record Hold(int errorCode, Instant until) {}

  private final WecomApp app;
  private final WecomTimes times;
  private final Clock clock;
  private final CloseableHttpClient http;
  private final Service service;
  private final ScheduledExecutorService timer;
  private final Map<String, Hold> heldApis = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Hold> heldAll = new AtomicReference<>();

  WecomClient(WecomApp app, OutgoingHttp outgoing, WecomTimes times, Clock clock) {
    this.app = app;
    this.times = times;
    this.clock = clock;
    this.http = http(outgoing);
    this.service = new Service(app, http);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wecom-timer").factory());
  }

  WecomApp app() {
    return app;
  }

  /**
   * Asks WeCom once and waits no longer than {@link WecomTimes#whole}.
   *
   * @param api the last part of the path, under which limits are kept
   * @throws WecomCallException if it did not do it, or nobody knows
   */
  <T> T ask(String api, Question<T> question) throws WecomCallException {
    checkHeld(api);
    var bound = new Bound();
    var end = timer.schedule(bound::end, times.whole().toMillis(), TimeUnit.MILLISECONDS);
    BOUND.set(bound);
    try {
      fetchToken();
      return answer(api, question);
    } finally {
      BOUND.remove();
      end.cancel(false);
    }
  }

  private void checkHeld(String api) throws WecomCallException {
    var now = clock.instant();
    for (var hold : new @Nullable Hold[] {heldAll.get(), heldApis.get(api)}) {
      if (hold != null && now.isBefore(hold.until())) {
        throw WecomCallException.notNow(
            hold.errorCode(),
            Duration.between(now, hold.until()),
            "held after errcode " + hold.errorCode());
      }
    }
  }

  /** Before the question: whatever goes wrong here, the question was not asked. */
  private void fetchToken() throws WecomCallException {
    try {
      service.getAccessToken(false);
    } catch (WxErrorException e) {
      if (e.getCause() instanceof IOException network) {
        throw WecomCallException.notSent(network);
      }
      int code = e.getError().getErrorCode();
      throw code == -1
          ? WecomCallException.notNow(-1, AFTER_TOKEN, "WeCom is too busy to give a token")
          : held("gettoken", code, pauseAfter(code, AFTER_WRONG_SETTINGS), code != 45009);
    } catch (RuntimeException e) {
      throw WecomCallException.notSent(requireNonNullElse(e.getCause(), e));
    }
  }

  private <T> T answer(String api, Question<T> question) throws WecomCallException {
    try {
      return question.ask(service);
    } catch (WxErrorException e) {
      throw e.getCause() instanceof IOException network ? failed(network) : refused(api, e);
    } catch (RuntimeException e) { // WxJava wraps, and parses whatever it gets
      throw e.getCause() instanceof IOException network
          ? failed(network)
          : WecomCallException.lost(e);
    }
  }

  private static WecomCallException failed(IOException e) {
    return switch (e) {
      // All of them before the first byte of the request.
      case ConnectException _ -> WecomCallException.notSent(e);
      case ConnectTimeoutException _ -> WecomCallException.notSent(e);
      case NoRouteToHostException _ -> WecomCallException.notSent(e);
      case UnknownHostException _ -> WecomCallException.notSent(e);
      case SSLHandshakeException _ -> WecomCallException.notSent(e);
      default -> WecomCallException.lost(e);
    };
  }

  private WecomCallException refused(String api, WxErrorException e) {
    int code = e.getError().getErrorCode();
    return switch (code) {
      case -1 -> WecomCallException.busy();
      // WxJava's own, such as for an empty answer: WeCom did not say it.
      case WXJAVAS_OWN -> WecomCallException.lost(e);
      // WxJava has fetched another token already, and that was refused, too.
      case 40001, 40014, 42001 ->
          WecomCallException.notNow(code, AFTER_TOKEN, "the access token is refused");
      case 45009, 45033 -> held(api, code, pauseAfter(code, AFTER_LIMIT), false);
      // Of the settings: an administrator can mend them, and then everything goes on.
      case 40013, 40091, 41002, 41004, 48002, 60020, 84074, 301002, 701008 ->
          held(api, code, AFTER_WRONG_SETTINGS, true);
      default -> WecomCallException.refused(code);
    };
  }

  private static Duration pauseAfter(int code, Duration otherwise) {
    return code == 45033 ? AFTER_CONCURRENCY : otherwise;
  }

  private WecomCallException held(String api, int code, Duration pause, boolean isAll) {
    var hold = new Hold(code, clock.instant().plus(pause));
    if (isAll) {
      heldAll.set(hold);
    } else {
      heldApis.put(api, hold);
    }
    return WecomCallException.notNow(code, pause, "errcode " + code);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      http.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private CloseableHttpClient http(OutgoingHttp outgoing) {
    int wholeMs = Math.toIntExact(times.whole().toMillis());
    int connectMs = Math.min(wholeMs, Math.toIntExact(WecomTimes.CONNECT_MAX.toMillis()));
    return outgoing
        .client(CONNECTIONS_MAX, CONNECTION_KEPT, Duration.ofMillis(connectMs))
        .addInterceptorFirst(
            (HttpRequest request, org.apache.http.protocol.HttpContext _) -> begin(request))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(connectMs)
                .setConnectionRequestTimeout(connectMs)
                .setSocketTimeout(wholeMs)
                .build())
        .build();
  }

  private static void begin(HttpRequest request) throws IOException {
    var bound = BOUND.get();
    if (bound != null
        && request instanceof HttpRequestWrapper wrapper
        && wrapper.getOriginal() instanceof HttpUriRequest original) {
      bound.begin(original);
    }
  }

  /** The time of one question: at its end the request that is under way is cut, and none begins. */
  private static final class Bound {
    private final AtomicReference<@Nullable HttpUriRequest> request = new AtomicReference<>();
    private volatile boolean isOver;

    void begin(HttpUriRequest next) throws IOException {
      request.set(next);
      if (isOver) {
        throw new InterruptedIOException("the time of the question is over");
      }
    }

    void end() {
      isOver = true;
      var current = request.get();
      if (current != null) {
        current.abort();
      }
    }
  }

  private static final class Service extends WxCpServiceImpl {
    private final CloseableHttpClient http;

    Service(WecomApp app, CloseableHttpClient http) {
      this.http = http;
      var config = new WxCpDefaultConfigImpl();
      config.setCorpId(app.corpId());
      config.setCorpSecret(app.secrets().secret());
      config.setAgentId(app.agentId());
      config.setBaseApiUrl(app.apiBaseUrl());
      configStorage = config;
    }

    /** Once: the inherited method repeats what was answered with -1. */
    @Override
    public <T, E> T execute(RequestExecutor<T, E> executor, String uri, E data)
        throws WxErrorException {
      return executeInternal(executor, uri, data, false);
    }

    @Override
    public CloseableHttpClient getRequestHttpClient() {
      return http;
    }

    /** There already is a client. */
    @Override
    public void initHttp() {}
  }
}
