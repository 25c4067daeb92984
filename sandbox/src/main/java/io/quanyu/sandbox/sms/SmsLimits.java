package io.quanyu.sandbox.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls of an account in a minute that opens with its first call. Above the limit calls are refused
 * until that minute is over; refused calls do not count. Counts live in memory: a restart opens new
 * minutes.
 */
public final class SmsLimits {
  /** Calls of one account a minute, unless set otherwise. */
  public static final int PER_MINUTE = 6_000;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private static final class Window {
    private Instant opensAt = Instant.MIN;
    private int calls;
  }

  private final Map<String, Window> windows = new HashMap<>();
  private int perMinute = PER_MINUTE;
  private long calls;
  private long refused;

  /** Sets the limit and opens new minutes. */
  public synchronized void set(int perMinute) {
    this.perMinute = perMinute;
    windows.clear();
  }

  /**
   * Counts a call.
   *
   * @return 0 when it may pass; else after how many seconds, at least 1, the next may
   */
  synchronized int count(String apiKey, Instant now) {
    calls++;
    Window window = windows.computeIfAbsent(apiKey, _ -> new Window());
    Instant end = window.opensAt.equals(Instant.MIN) ? now : window.opensAt.plus(WINDOW);
    if (!now.isBefore(end)) {
      window.opensAt = now;
      window.calls = 0;
    } else if (window.calls >= perMinute) {
      refused++;
      return (int) Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
    }
    window.calls++;
    return 0;
  }

  /** Calls since the process started, refused ones included. */
  public synchronized long calls() {
    return calls;
  }

  /** Calls refused for their number since the process started. */
  public synchronized long refused() {
    return refused;
  }
}
