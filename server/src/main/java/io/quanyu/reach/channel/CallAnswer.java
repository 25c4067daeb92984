package io.quanyu.reach.channel;

import java.time.Duration;
import java.util.Map;

/** What is known after a call to a vendor. */
public sealed interface CallAnswer {

  /**
   * The vendor has it.
   *
   * @param vendorId how the vendor names the call
   * @param refused customers whom it left out, with its reason
   */
  record Accepted(String vendorId, Map<Integer, String> refused) implements CallAnswer {
    public Accepted {
      refused = Map.copyOf(refused);
    }
  }

  /** The vendor will never take it. */
  record Refused(String reason) implements CallAnswer {}

  /**
   * The vendor surely did nothing and wants to be asked later, such as at its rate limit.
   *
   * @param pause how much later
   */
  record NotNow(Duration pause, String reason) implements CallAnswer {}

  /**
   * Nobody knows whether the vendor has it: the connection was cut, or the answer makes no sense.
   */
  record Lost(String reason) implements CallAnswer {}

  /**
   * Nobody will ever know: an earlier attempt was {@link Lost}, and the vendor can no longer be
   * called with the same key. The call ends and is never made again.
   */
  record Unknown(String reason) implements CallAnswer {}
}
