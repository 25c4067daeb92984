package io.quanyu.sandbox.misbehaviour;

/**
 * A fault that was asked for.
 *
 * @param path the calls whose path starts with it
 * @param share how many of these calls it hits, 0 to 1
 * @param seed of the choice: the same calls in the same order are hit again
 * @param times how often at most, at least 1
 * @param delayMs how long a slow answer takes
 */
public record Rule(Kind kind, String path, double share, long seed, int times, long delayMs) {
  /** The longest that an answer can be held back: two minutes. */
  public static final long DELAY_MS_MAX = 120_000;

  /** What happens to the call. */
  public enum Kind {
    /** Answered, but later. */
    SLOW("slow"),
    /** WeCom: -1, SMS: HTTP 503; nothing done. */
    BUSY("busy"),
    /** WeCom: the token of the call ends now, 42001, nothing done. */
    EXPIRE_TOKEN("expireToken"),
    /** WeCom: 45009, SMS: HTTP 429; nothing done. */
    LIMIT("limit"),
    /**
     * WeCom: 41063, nothing done: what the vendor may answer right after a bulk message was made.
     */
    DISPATCHING("dispatching"),
    /** The connection is cut before anything is done. */
    CUT("cut"),
    /** The work is done and safe, then the connection is cut. */
    LOSE_ANSWER("loseAnswer"),
    /** HTTP 500, nothing done. */
    FAIL("fail"),
    /** The work is done and safe, then HTTP 504, as from a proxy that did not wait. */
    FAIL_LATE("failLate");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    /** Its name in JSON. */
    public String wire() {
      return wire;
    }
  }

  public Rule {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is between 0 and 1");
    }
    if (times < 1) {
      throw new IllegalArgumentException("times is at least 1");
    }
    if (delayMs < 0 || delayMs > DELAY_MS_MAX) {
      throw new IllegalArgumentException("delayMs is between 0 and " + DELAY_MS_MAX);
    }
  }
}
