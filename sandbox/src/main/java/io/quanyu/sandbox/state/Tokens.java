package io.quanyu.sandbox.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens, at most one valid per app (facts 5.1: fetching again while it is valid gives the
 * same). Old ones are remembered, since using them is answered differently from inventing one.
 */
public final class Tokens {

  /**
   * An access token.
   *
   * @param expiresAt from then on it is refused with 42001
   */
  public record Token(String token, int agentid, Instant expiresAt) {
    /** Whether calls with it are taken. */
    public boolean isValidAt(Instant now) {
      return now.isBefore(expiresAt);
    }
  }

  private final Map<String, Token> all = new HashMap<>();
  private final Map<Integer, Token> current = new HashMap<>();

  void apply(Entry.TokenIssued issued) {
    Token token = new Token(issued.token(), issued.agentid(), issued.expiresAt());
    all.put(token.token(), token);
    current.put(token.agentid(), token);
  }

  void apply(Entry.TokenExpired expired) {
    Token token = all.get(expired.token());
    if (token != null) {
      Token ended = new Token(token.token(), token.agentid(), expired.at());
      all.put(ended.token(), ended);
      current.replace(ended.agentid(), token, ended);
    }
  }

  /** The token that was ever issued under this text, or null. */
  public @Nullable Token find(String token) {
    return all.get(token);
  }

  /** The app's valid token, or null. */
  public @Nullable Token current(int agentid, Instant now) {
    Token token = current.get(agentid);
    return token != null && token.isValidAt(now) ? token : null;
  }
}
