package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.http.BadRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Codes that stand for a member, each good once and for five minutes. They live as long as the
 * process.
 */
public final class MemberCodes {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int CODES_MAX = 10_000;
  private static final int CODE_CHARS = 43;

  private record Given(String userid, Instant until) {}

  private final Map<String, Given> codes = new ConcurrentHashMap<>();
  private final Clock clock;

  /** With a clock of its own: browsers are of now. */
  public MemberCodes(Clock clock) {
    this.clock = clock;
  }

  String give(String userid) {
    codes.values().removeIf(given -> given.until().isBefore(clock.instant()));
    if (codes.size() >= CODES_MAX) {
      throw new BadRequest("too many sign-ins at once");
    }
    String code = RandomText.of(CODE_CHARS);
    codes.put(code, new Given(userid, clock.instant().plus(KEPT)));
    return code;
  }

  /** GET auth/getuserinfo?code= : {@code userid} of a member, {@code openid} of anybody else. */
  ObjectNode userInfo(WecomCall call) {
    String code = call.request().query("code");
    Given given = code == null ? null : codes.remove(code);
    if (given == null || given.until().isBefore(clock.instant())) {
      throw new WecomRefusal(WecomError.BAD_CODE);
    }
    boolean isMember = call.state().world().hasMember(given.userid());
    return JsonNodeFactory.instance
        .objectNode()
        .put(isMember ? "userid" : "openid", given.userid());
  }
}
