package io.quanyu.reach.channel;

import java.time.Duration;

/**
 * What a channel can do, and how much of it.
 *
 * @param redelivery what may be done with a call of which no answer is known
 * @param recipientsMax customers of one call
 * @param callsPerMinute calls begun within any sixty seconds
 * @param callMax the longest that a call takes, time-outs included
 * @param shownAfter how long a vendor that can be asked may take to show what it has
 */
public record ChannelTerms(
    Redelivery redelivery,
    int recipientsMax,
    int callsPerMinute,
    Duration callMax,
    Duration shownAfter) {

  public ChannelTerms {
    if (recipientsMax < 1 || callsPerMinute < 1) {
      throw new IllegalArgumentException("a channel that sends nothing");
    }
    if (!callMax.isPositive() || shownAfter.isNegative()) {
      throw new IllegalArgumentException("no such times: " + callMax + ", " + shownAfter);
    }
  }
}
