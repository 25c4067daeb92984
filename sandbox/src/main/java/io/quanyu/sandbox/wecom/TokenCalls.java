package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.state.Tokens;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Access tokens (facts 5.1). */
final class TokenCalls {
  /** How long a token holds unless it is ended early. */
  static final Duration VALIDITY = Duration.ofHours(2);

  /** Clients must keep at least 512 characters: the sandbox uses them all. */
  static final int TOKEN_LENGTH = 512;

  private TokenCalls() {}

  /** GET gettoken?corpid=&corpsecret= : the app's valid token, or a new one. */
  static ObjectNode get(
      Request request, State state, Ledger ledger, RateLimits limits, Instant now) {
    if (limits.isBanned(request.remoteIp(), now)) {
      throw new WecomRefusal(WecomError.RATE_LIMIT, "too many wrong secrets from this address");
    }
    String corpid = request.query("corpid");
    String secret = request.query("corpsecret");
    if (corpid == null) {
      throw new WecomRefusal(WecomError.CORPID_MISSING);
    }
    if (secret == null) {
      throw new WecomRefusal(WecomError.SECRET_MISSING);
    }
    if (state.world().apps().stream().noneMatch(app -> app.corpid().equals(corpid))) {
      throw new WecomRefusal(WecomError.BAD_CORPID);
    }
    Entry.AppAdded app =
        state.world().apps().stream()
            .filter(it -> it.corpid().equals(corpid) && it.secret().equals(secret))
            .findFirst()
            .orElse(null);
    if (app == null) {
      limits.countWrongSecret(request.remoteIp(), now);
      throw new WecomRefusal(WecomError.BAD_SECRET);
    }
    Tokens.Token token = state.tokens().current(app.agentid(), now);
    if (token == null) {
      token = new Tokens.Token(RandomText.of(TOKEN_LENGTH), app.agentid(), now.plus(VALIDITY));
      ledger.record(new Entry.TokenIssued(now, token.token(), token.agentid(), token.expiresAt()));
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", token.token())
        .put("expires_in", Duration.between(now, token.expiresAt()).toSeconds());
  }

  /** The app behind the token of a call. */
  static Entry.AppAdded authorise(Request request, State state, Instant now) {
    String accessToken = request.query("access_token");
    if (accessToken == null) {
      throw new WecomRefusal(WecomError.TOKEN_MISSING);
    }
    Tokens.Token token = state.tokens().find(accessToken);
    if (token == null) {
      throw new WecomRefusal(WecomError.BAD_TOKEN);
    }
    if (!token.isValidAt(now)) {
      throw new WecomRefusal(WecomError.TOKEN_EXPIRED);
    }
    Entry.AppAdded app = state.world().app(token.agentid());
    if (app == null) {
      throw new WecomRefusal(WecomError.BAD_TOKEN);
    }
    if (app.trustedIps() != null && !app.trustedIps().contains(request.remoteIp())) {
      throw new WecomRefusal(WecomError.ADDRESS_NOT_ALLOWED);
    }
    return app;
  }
}
