package io.quanyu.know.profile.internal;

/**
 * A value with the time at which it was stated; written as {@code ["value", 1700000000000]}.
 *
 * @param atMs epoch milliseconds
 */
record Dated(String value, long atMs) {

  /** The later one; of equal times the greater value, so that the order of arrival is no matter. */
  Dated later(Dated other) {
    return isLaterThan(other) ? this : other;
  }

  /** Whether this survives beside the other. */
  boolean isLaterThan(Dated other) {
    int byTime = Long.compare(atMs, other.atMs);
    return byTime > 0 || (byTime == 0 && value.compareTo(other.value) >= 0);
  }
}
