package io.quanyu.core.id;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, a 12-bit counter, 62 random
 * bits. They sort in the order in which one generator made them, also within a millisecond and when
 * the clock steps back (§6.2, method 1), so they fill an index from left to right. A UUID tells
 * when it was made: never use it as a secret. Thread-safe.
 */
public final class Uuid7 {

  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;
  private static final long VERSION = 7L << COUNTER_BITS;
  private static final long VARIANT = 0b10L << 62;
  private static final long VARIANT_MASK = (1L << 62) - 1;

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMs = Long.MIN_VALUE;
  private long counter;

  public Uuid7(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next id: greater than all before it. */
  public synchronized UUID next() {
    long nowMs = clock.millis();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      // The upper half stays free, so that a millisecond takes at least 2,048 ids before it borrows
      // from the next.
      counter = random.nextInt(1 << (COUNTER_BITS - 1));
    } else if (++counter > COUNTER_MAX) {
      lastMs++;
      counter = 0;
    }
    return new UUID(
        (lastMs << 16) | VERSION | counter, VARIANT | (random.nextLong() & VARIANT_MASK));
  }

  /** When the id was made, as far as it tells. */
  public static long millisOf(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
