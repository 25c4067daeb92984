package io.quanyu.reach.message;

import java.util.Map;

/**
 * The messages of a source.
 *
 * @param byState messages by the state of their calls; a state without messages is missing
 * @param refused messages that vendors refused one by one, out of calls that they accepted
 */
public record MessageCounts(Map<DispatchState, Long> byState, long refused) {

  public MessageCounts {
    byState = Map.copyOf(byState);
  }

  /** Messages in a state. */
  public long in(DispatchState state) {
    return byState.getOrDefault(state, 0L);
  }
}
