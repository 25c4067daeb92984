package io.quanyu.platform.combining;

/**
 * Bounds of a {@link Combiner}.
 *
 * @param batchMax requests decided in one transaction
 * @param waitingMaxPerKey requests that may wait for one key; more are refused as busy
 * @param waitingMax requests that may wait in all
 * @param transactionsMax transactions at the same time, over all keys; fewer than the pool has
 *     connections, or hot keys starve everything else
 */
public record CombiningLimits(
    int batchMax, int waitingMaxPerKey, int waitingMax, int transactionsMax) {

  public CombiningLimits {
    if (batchMax < 1 || waitingMaxPerKey < 1 || waitingMax < 1 || transactionsMax < 1) {
      throw new IllegalArgumentException("limits are at least one");
    }
  }
}
