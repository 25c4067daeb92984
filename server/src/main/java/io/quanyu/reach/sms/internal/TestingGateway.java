package io.quanyu.reach.sms.internal;

import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.sms.GatewayTest;
import io.quanyu.reach.sms.GatewayTest.Outcome;
import io.quanyu.reach.sms.SmsProblem;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the gateway for the account's balance, and says in words what is wrong. */
@Component
public class TestingGateway {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BALANCE_LENGTH_MAX = 40;

  private final GatewayStore store;
  private final GatewayClient client;
  private final Semaphore oneAtATime = new Semaphore(1);

  public TestingGateway(GatewayStore store, GatewayClient client) {
    this.store = store;
    this.client = client;
  }

  /**
   * @param locale the reader's language
   * @throws ProblemException if nothing is set up, or another test is under way
   */
  public GatewayTest test(Locale locale) {
    var gateway =
        store
            .find()
            .orElseThrow(() ->
                new ProblemException(
                    SmsProblem.NOT_CONFIGURED, "Save base URL, API key and signature first."));
    if (!oneAtATime.tryAcquire()) {
      throw new ProblemException(
          SmsProblem.TEST_UNDER_WAY, "Wait for it; it takes a few seconds at most.");
    }
    try {
      long start = System.nanoTime();
      var heard = client.get(gateway, "account");
      return result(heard, locale, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    } finally {
      oneAtATime.release();
    }
  }

  private static GatewayTest result(GatewayClient.Heard heard, Locale locale, long tookMs) {
    return switch (heard) {
      case GatewayClient.Heard.Answer answer -> {
        var balance = balance(answer);
        var outcome = balance.isPresent() ? Outcome.CONNECTED : outcomeOf(answer.status());
        yield new GatewayTest(
            outcome,
            OutcomeWords.of(outcome, locale, balance.orElse(""), answer.status()),
            balance.orElse(null),
            outcome == Outcome.CONNECTED ? null : answer.status(),
            tookMs);
      }
      case GatewayClient.Heard.NotReached(var why) -> failed(why, locale, tookMs);
      case GatewayClient.Heard.Lost(var why) -> failed(why, locale, tookMs);
    };
  }

  private static GatewayTest failed(Outcome outcome, Locale locale, long tookMs) {
    return new GatewayTest(outcome, OutcomeWords.of(outcome, locale, "", 0), null, null, tookMs);
  }

  /** Empty if the answer is not a gateway's. */
  private static Optional<String> balance(GatewayClient.Heard.Answer answer) {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    try {
      var balance = JSON.readTree(answer.body()).path("balance");
      var text = balance.isNumber() || balance.isString() ? balance.asString() : null;
      return Optional.ofNullable(text).filter(TestingGateway::isShort);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static boolean isShort(@Nullable String balance) {
    return balance != null && !balance.isBlank() && balance.length() <= BALANCE_LENGTH_MAX;
  }

  private static Outcome outcomeOf(int status) {
    return switch (status) {
      case 401, 403 -> Outcome.KEY_WRONG;
      case 402 -> Outcome.NO_BALANCE;
      case 429 -> Outcome.RATE_LIMITED;
      default -> status >= 500 ? Outcome.BUSY : Outcome.NOT_GATEWAY;
    };
  }
}
