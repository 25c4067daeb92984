package io.quanyu.sandbox.wecom;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often an API may be called, by corp and by address, with minute and hour windows (facts 5.3).
 * Counts live in memory: a restart opens new windows.
 */
public final class RateLimits {

  /** Calls of one API per window. */
  public record Limits(int perMinute, int perHour) {
    public Limits {
      if (perMinute < 1 || perHour < 1) {
        throw new IllegalArgumentException("limits are at least 1");
      }
    }
  }

  /** Per corp and API. */
  public static final Limits CORP = new Limits(10_000, 150_000);

  /** Per address and API. */
  public static final Limits ADDRESS = new Limits(20_000, 600_000);

  /** Wrong secrets from one address in an hour, after which it may fetch no token for an hour. */
  public static final int WRONG_SECRETS_PER_HOUR = 2_000;

  private record Key(String who, String api) {}

  private static final class Windows {
    private final RateWindow minute = new RateWindow(Duration.ofMinutes(1));
    private final RateWindow hour = new RateWindow(Duration.ofHours(1));

    boolean count(Instant now, Limits limits) {
      if (minute.isBlockedAt(now) || hour.isBlockedAt(now)) {
        return false;
      }
      // Both count, also when one of them refuses.
      boolean minutePasses = minute.count(now, limits.perMinute());
      boolean hourPasses = hour.count(now, limits.perHour());
      return minutePasses && hourPasses;
    }
  }

  private final Map<Key, Windows> windows = new HashMap<>();
  private final Map<String, Long> callsByApi = new TreeMap<>();
  private final Map<String, Long> refusedByApi = new TreeMap<>();
  private final Map<String, RateWindow> wrongSecrets = new HashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private Limits corp = CORP;
  private int wrongSecretsPerHour = WRONG_SECRETS_PER_HOUR;
  private int runningMax = Integer.MAX_VALUE;

  /** Sets the corp's limits, to reach them in a test or a demo; {@link #CORP} is the vendor's. */
  public synchronized void setCorp(Limits limits) {
    corp = limits;
    windows.clear();
  }

  /** Sets after how many wrong secrets an address is banned; counting starts anew. */
  public synchronized void setWrongSecretsPerHour(int limit) {
    wrongSecretsPerHour = limit;
    wrongSecrets.clear();
  }

  /**
   * Sets how many calls of one API may run at the same time. The vendor has such a limit but does
   * not tell it (facts 5.2): there is none unless it is asked for.
   */
  public synchronized void setRunningMax(int limit) {
    runningMax = limit;
  }

  /** Whether the address is banned for its wrong secrets. */
  synchronized boolean isBanned(String ip, Instant now) {
    RateWindow window = wrongSecrets.get(ip);
    return window != null && window.isBlockedAt(now);
  }

  /** Counts a wrong secret; the one above the limit bans the address. */
  synchronized void countWrongSecret(String ip, Instant now) {
    wrongSecrets
        .computeIfAbsent(ip, _ -> new RateWindow(Duration.ofHours(1)))
        .count(now, wrongSecretsPerHour);
  }

  /** A call begins; every begin needs an {@link #end}. Returns false when too many run: 45033. */
  synchronized boolean begin(String api) {
    return running.merge(api, 1, Integer::sum) <= runningMax;
  }

  /** A call has ended. */
  synchronized void end(String api) {
    running.merge(api, -1, Integer::sum);
  }

  /** The corp's limits now. */
  public synchronized Limits corp() {
    return corp;
  }

  /** Counts a call of the address; false: 45009. */
  synchronized boolean countAddress(String ip, String api, Instant now) {
    callsByApi.merge(api, 1L, Long::sum);
    return count("ip:" + ip, api, now, ADDRESS);
  }

  /** Counts a call of the corp; false: 45009. */
  synchronized boolean countCorp(String corpid, String api, Instant now) {
    return count("corp:" + corpid, api, now, corp);
  }

  private boolean count(String who, String api, Instant now, Limits limits) {
    boolean passes =
        windows.computeIfAbsent(new Key(who, api), _ -> new Windows()).count(now, limits);
    if (!passes) {
      refusedByApi.merge(api, 1L, Long::sum);
    }
    return passes;
  }

  /** Calls by API since the process started, refused ones included. */
  public synchronized Map<String, Long> callsByApi() {
    return new TreeMap<>(callsByApi);
  }

  /** Calls refused with 45009 for their number, by API, since the process started. */
  public synchronized Map<String, Long> refusedByApi() {
    return new TreeMap<>(refusedByApi);
  }
}
