package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.misbehaviour.Rule;
import io.quanyu.sandbox.sms.SmsLimits;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Tokens;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Time, limits, faults, early expiry and the callback check. */
final class Switches {
  private static final int TIMES_MAX = Integer.MAX_VALUE;

  private final Ledger ledger;
  private final RateLimits limits;
  private final SmsLimits smsLimits;
  private final Misbehaviour misbehaviour;
  private final Callbacks callbacks;

  Switches(
      Ledger ledger,
      RateLimits limits,
      SmsLimits smsLimits,
      Misbehaviour misbehaviour,
      Callbacks callbacks) {
    this.ledger = ledger;
    this.limits = limits;
    this.smsLimits = smsLimits;
    this.misbehaviour = misbehaviour;
    this.callbacks = callbacks;
  }

  void route(Router router) {
    router
        .route(
            "GET", "/sandbox/clock", _ -> Answer.json(ledger.call(s -> now(s.clock().instant()))))
        .route("POST", "/sandbox/clock", this::moveClock)
        .route("GET", "/sandbox/misbehaviour", _ -> Answer.json(rules()))
        .route("POST", "/sandbox/misbehaviour", this::misbehave)
        .route("DELETE", "/sandbox/misbehaviour", _ -> behave())
        .route("POST", "/sandbox/limits", this::setLimits)
        .route("POST", "/sandbox/apps/{agentid}/expire-token", this::expireToken)
        .route("POST", "/sandbox/apps/{agentid}/check-callback", this::checkCallback);
  }

  /** {advanceSeconds} or {now}: time only goes forward. */
  private Answer moveClock(Request request) {
    JsonNode body = Bodies.object(request);
    return Answer.json(
        ledger.call(state -> {
          Instant before = state.clock().instant();
          Duration step =
              body.has("now")
                  ? Duration.between(before, Bodies.instant(body, "now"))
                  : Duration.ofSeconds(Bodies.number(body, "advanceSeconds", 0));
          if (step.isNegative()) {
            throw new BadRequest("the clock only moves forward");
          }
          ledger.record(new Entry.ClockMoved(state.clock().offset().plus(step).toMillis()));
          return now(state.clock().instant());
        }));
  }

  private static ObjectNode now(Instant now) {
    return JsonNodeFactory.instance.objectNode().put("now", now.toString());
  }

  /** {kind, path, share = 1, seed = 0, times = for ever, delayMs = 6000}. */
  private Answer misbehave(Request request) {
    JsonNode body = Bodies.object(request);
    String wire = Bodies.text(body, "kind");
    Rule.Kind kind =
        Arrays.stream(Rule.Kind.values())
            .filter(it -> it.wire().equals(wire))
            .findFirst()
            .orElseThrow(() -> new BadRequest("kind is none of the faults: " + wire));
    JsonNode share = body.path("share");
    try {
      misbehaviour.add(
          new Rule(
              kind,
              Bodies.text(body, "path"),
              share.isMissingNode() ? 1 : share.asDouble(-1),
              Bodies.number(body, "seed", 0),
              Math.clamp(Bodies.number(body, "times", TIMES_MAX), 0, TIMES_MAX),
              Bodies.number(body, "delayMs", 6_000)));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
    return Answer.json(rules());
  }

  private Answer behave() {
    misbehaviour.clear();
    return Answer.json(rules());
  }

  private ObjectNode rules() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("rules");
    for (Rule rule : misbehaviour.active()) {
      list.addObject()
          .put("kind", rule.kind().wire())
          .put("path", rule.path())
          .put("share", rule.share())
          .put("seed", rule.seed())
          .put("times", rule.times())
          .put("delayMs", rule.delayMs());
    }
    return answer;
  }

  /**
   * {perMinute, perHour, wrongSecretsPerHour, running, smsPerMinute}: absent is the usual number;
   * counting starts anew.
   */
  private Answer setLimits(Request request) {
    JsonNode body = Bodies.object(request);
    int perMinute = limit(body, "perMinute", RateLimits.CORP.perMinute());
    int perHour = limit(body, "perHour", RateLimits.CORP.perHour());
    int wrongSecrets = limit(body, "wrongSecretsPerHour", RateLimits.WRONG_SECRETS_PER_HOUR);
    int running = limit(body, "running", Integer.MAX_VALUE);
    int smsPerMinute = limit(body, "smsPerMinute", SmsLimits.PER_MINUTE);
    limits.setCorp(new RateLimits.Limits(perMinute, perHour));
    limits.setWrongSecretsPerHour(wrongSecrets);
    limits.setRunningMax(running);
    smsLimits.set(smsPerMinute);
    return Answer.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("perMinute", perMinute)
            .put("perHour", perHour)
            .put("wrongSecretsPerHour", wrongSecrets)
            .put("running", running)
            .put("smsPerMinute", smsPerMinute));
  }

  private static int limit(JsonNode body, String field, int otherwise) {
    long limit = Bodies.number(body, field, otherwise);
    if (limit < 1 || limit > Integer.MAX_VALUE) {
      throw new BadRequest(field + " is at least 1");
    }
    return (int) limit;
  }

  /** Ends the app's token before its time, as the vendor may. */
  private Answer expireToken(Request request) {
    int agentid = agentid(request);
    return Answer.json(
        ledger.call(state -> {
          Instant now = state.clock().instant();
          Tokens.Token token = state.tokens().current(agentid, now);
          if (token != null) {
            ledger.record(new Entry.TokenExpired(now, token.token()));
          }
          return JsonNodeFactory.instance.objectNode().put("expired", token != null);
        }));
  }

  /** Sends the app's URL an echo and says whether it came back decrypted. */
  private Answer checkCallback(Request request) {
    int agentid = agentid(request);
    record Target(Entry.AppAdded app, Instant now) {}
    Target target =
        ledger.call(state -> {
          Entry.AppAdded app = state.world().app(agentid);
          if (app == null || app.callbackUrl() == null) {
            throw new BadRequest("no such app, or it has no callback");
          }
          return new Target(app, state.clock().instant());
        });
    return Answer.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("passed", callbacks.verify(target.app(), target.now())));
  }

  private static int agentid(Request request) {
    try {
      return Integer.parseInt(request.parameter("agentid"));
    } catch (NumberFormatException e) {
      throw new BadRequest("agentid is a number");
    }
  }
}
