package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.outgoing.ForbiddenAddressException;
import io.quanyu.platform.outgoing.OutgoingHttp;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.wecom.ConnectionTest;
import io.quanyu.reach.wecom.ConnectionTest.Outcome;
import io.quanyu.reach.wecom.WecomProblem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.apache.http.client.ClientProtocolException;
import org.apache.http.conn.ConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks WeCom for an access token and for the members with customer contact, and says in words what
 * is wrong. One test at a time: WeCom shuts out an address that often sends a wrong secret.
 */
@Component
public class TestingConnection {

  /** Longest whole test; an answer that trickles in is cut off. */
  static final int WHOLE_TIMEOUT_MS = 15_000;

  private static final Logger log = LoggerFactory.getLogger(TestingConnection.class);

  private final WecomAppStore store;
  private final OutgoingHttp outgoing;
  private final Semaphore oneAtATime = new Semaphore(1);

  public TestingConnection(WecomAppStore store, OutgoingHttp outgoing) {
    this.store = store;
    this.outgoing = outgoing;
  }

  /**
   * @param locale the reader's language
   * @throws ProblemException if nothing is set up, or another test is under way
   */
  public ConnectionTest test(Locale locale) {
    var app =
        store
            .findFirst()
            .orElseThrow(() ->
                new ProblemException(
                    WecomProblem.NOT_CONFIGURED, "Save corp id, AgentId and secrets first."));
    if (!oneAtATime.tryAcquire()) {
      throw new ProblemException(
          WecomProblem.TEST_UNDER_WAY, "Wait for it; it takes a few seconds at most.");
    }
    try {
      return ask(app, locale);
    } finally {
      oneAtATime.release();
    }
  }

  private ConnectionTest ask(WecomApp app, Locale locale) {
    long start = System.nanoTime();
    var isCutOff = new AtomicBoolean();
    var answer = new Answer(Outcome.TIMED_OUT, 0);
    try (var wecom = new OneCallService(app, outgoing)) {
      var timer =
          CompletableFuture.runAsync(
              () -> {
                isCutOff.set(true);
                close(wecom); // ends the read that waits
              },
              CompletableFuture.delayedExecutor(WHOLE_TIMEOUT_MS, TimeUnit.MILLISECONDS));
      try {
        answer = ask(wecom);
      } finally {
        timer.cancel(false);
      }
    } catch (IOException e) {
      log.debug("a connection did not close", e);
    }
    if (isCutOff.get()) {
      answer = new Answer(Outcome.TIMED_OUT, 0);
    }
    return new ConnectionTest(
        answer.outcome(),
        OutcomeWords.of(answer.outcome(), locale, answer.number()),
        answer.outcome() == Outcome.CONNECTED ? answer.number() : null,
        answer.outcome() != Outcome.CONNECTED && answer.number() != 0 ? answer.number() : null,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /**
   * @param number members when connected, else WeCom's errcode, 0 if it gave none
   */
  private record Answer(Outcome outcome, int number) {}

  private static Answer ask(OneCallService wecom) {
    try {
      wecom.getAccessToken(true);
      var members = wecom.getExternalContactService().listFollowers();
      return new Answer(Outcome.CONNECTED, members.size());
    } catch (WxErrorException e) {
      return e.getCause() instanceof IOException network
          ? new Answer(outcomeOf(network), 0)
          : new Answer(outcomeOf(e.getError().getErrorCode()), e.getError().getErrorCode());
    } catch (RuntimeException e) { // WxJava wraps, and parses whatever it gets
      return new Answer(
          e.getCause() instanceof IOException network ? outcomeOf(network) : unusual(e), 0);
    }
  }

  private static Outcome unusual(RuntimeException e) {
    if (e instanceof WxRuntimeException && e.getCause() == null) {
      return Outcome.BUSY; // errcode -1 until WxJava's tries were used up, which drops the code
    }
    // Without its message, which may hold what was answered, or the address with the secret.
    log.info("WeCom's answer cannot be read: {}", e.getClass().getName());
    return Outcome.NOT_WECOM;
  }

  static Outcome outcomeOf(int errorCode) {
    return switch (errorCode) {
      case 40013, 41002 -> Outcome.CORP_ID_WRONG;
      case 40001, 40091, 41004 -> Outcome.SECRET_WRONG;
      case 301002 -> Outcome.AGENT_WRONG;
      case 60020 -> Outcome.IP_NOT_ALLOWED;
      case 48002, 60011, 84074 -> Outcome.API_FORBIDDEN;
      case 45009, 45033 -> Outcome.RATE_LIMITED;
      case -1 -> Outcome.BUSY;
      default -> Outcome.REFUSED;
    };
  }

  private static Outcome outcomeOf(IOException e) {
    return switch (e) {
      case ForbiddenAddressException _ -> Outcome.ADDRESS_FORBIDDEN;
      case UnknownHostException _ -> Outcome.HOST_UNKNOWN;
      case SocketTimeoutException _ -> Outcome.TIMED_OUT;
      case ConnectTimeoutException _ -> Outcome.TIMED_OUT;
      case SSLException _ -> Outcome.TLS_FAILED;
      case ClientProtocolException _ -> Outcome.NOT_WECOM; // such as status 404, or a redirection
      default -> Outcome.UNREACHABLE;
    };
  }

  private static void close(OneCallService wecom) {
    try {
      wecom.close();
    } catch (IOException e) {
      log.debug("a connection did not close", e);
    }
  }
}
