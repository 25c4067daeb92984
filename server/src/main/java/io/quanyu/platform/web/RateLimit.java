package io.quanyu.platform.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How often something may happen for each of many keys: so many times at once, and then once in
 * each interval. Safe for threads, bounded in memory.
 */
public final class RateLimit {

  /*
   * GCRA (ITU-T I.371): of each key one moment is kept, at which it will have all its tries again.
   * A key that has them all need not be kept. Where there is no room for another key, all new ones
   * share one: an attacker with very many addresses slows down new ones, but never makes us forget
   * whom we refuse.
   */

  private static final String ALL_FURTHER = "";
  private static final long TIDIED_EVERY_NS = Duration.ofSeconds(1).toNanos();

  private final long intervalNs;
  private final long burstNs;
  private final int keysMax;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> restedAt = new HashMap<>();
  private long tidiedAt;

  /**
   * @param burst tries at once, at least 1
   * @param interval after which there is one more
   * @param keysMax keys that are kept, some hundred bytes each
   */
  public RateLimit(int burst, Duration interval, int keysMax) {
    this(burst, interval, keysMax, System::nanoTime);
  }

  RateLimit(int burst, Duration interval, int keysMax, LongSupplier nanoTime) {
    if (burst < 1 || keysMax < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException("a limit below one");
    }
    this.intervalNs = interval.toNanos();
    this.burstNs = Math.multiplyExact(intervalNs, burst);
    this.keysMax = keysMax;
    this.nanoTime = nanoTime;
    this.tidiedAt = nanoTime.getAsLong();
  }

  /**
   * Takes one try.
   *
   * @return empty if there was one; else how long until there is. A refusal costs nothing.
   */
  public Optional<Duration> take(String key) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      var kept = keptUnder(key, now);
      var rested = restedAt.get(kept);
      long next = (rested == null || rested - now < 0 ? now : rested) + intervalNs;
      if (next - now > burstNs) {
        return Optional.of(Duration.ofNanos(next - now - burstNs));
      }
      restedAt.put(kept, next);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a try that turned out to be none. */
  public void giveBack(String key) {
    lock.lock();
    try {
      restedAt.computeIfPresent(key, (_, rested) -> rested - intervalNs);
    } finally {
      lock.unlock();
    }
  }

  /** Keys that are kept now. */
  int keys() {
    lock.lock();
    try {
      return restedAt.size();
    } finally {
      lock.unlock();
    }
  }

  private String keptUnder(String key, long now) {
    if (restedAt.containsKey(key)) {
      return key;
    }
    if (restedAt.size() >= keysMax && now - tidiedAt >= TIDIED_EVERY_NS) {
      tidiedAt = now;
      restedAt.values().removeIf(rested -> rested - now <= 0);
    }
    return restedAt.size() < keysMax ? key : ALL_FURTHER;
  }
}
