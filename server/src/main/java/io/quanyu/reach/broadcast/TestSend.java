package io.quanyu.reach.broadcast;

import java.util.List;

/**
 * Test messages that were written.
 *
 * @param messages by channel; a customer gets one over each channel that is open for her
 * @param refused by channel, who gets none over it and why
 */
public record TestSend(List<TestMessages> messages, List<TestRefusal> refused) {

  /** How many messages over one channel. */
  public record TestMessages(String channel, long customers) {}

  /** Who gets none over one channel. */
  public record TestRefusal(String channel, List<ReasonCount> reasons) {
    public TestRefusal {
      reasons = List.copyOf(reasons);
    }
  }

  public TestSend {
    messages = List.copyOf(messages);
    refused = List.copyOf(refused);
  }
}
