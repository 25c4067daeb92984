package io.quanyu.reach.wecom.internal;

import java.time.Duration;

/**
 * How long WeCom is waited for.
 *
 * @param whole the longest that one question takes, everything included
 * @param shownAfter how long WeCom may take to list a bulk message that it has; its documentation
 *     gives no figure and says that one may be "being dispatched" (41063)
 */
public record WecomTimes(Duration whole, Duration shownAfter) {

  /** Of {@link #whole}: a connection that does not come about by then never sends anything. */
  static final Duration CONNECT_MAX = Duration.ofSeconds(3);

  public WecomTimes {
    if (!whole.isPositive() || shownAfter.isNegative()) {
      throw new IllegalArgumentException("no such times: " + whole + ", " + shownAfter);
    }
  }
}
