package io.quanyu.sandbox.wecom;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls in a window that opens with the first call; the call above the limit is refused and
 * so is every later one for the length of the window (facts 5.3: block time = window). Calls while
 * blocked neither count nor prolong the block.
 *
 * <p>Not thread-safe.
 */
final class RateWindow {
  private final Duration length;
  private @Nullable Instant opensAt;
  private @Nullable Instant blockedUntil;
  private int calls;

  RateWindow(Duration length) {
    this.length = length;
  }

  /** Whether calls are refused at this instant, whatever they are. */
  boolean isBlockedAt(Instant now) {
    return blockedUntil != null && now.isBefore(blockedUntil);
  }

  /**
   * Counts one call.
   *
   * @return whether it may pass; false also starts the block
   */
  boolean count(Instant now, int limit) {
    if (isBlockedAt(now)) {
      return false;
    }
    if (opensAt == null || !now.isBefore(opensAt.plus(length))) {
      opensAt = now;
      calls = 0;
    }
    if (calls >= limit) {
      blockedUntil = now.plus(length);
      opensAt = null;
      return false;
    }
    calls++;
    return true;
  }
}
