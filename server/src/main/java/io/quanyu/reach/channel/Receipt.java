package io.quanyu.reach.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the message to one customer.
 *
 * @param at when, by the vendor's clock
 * @param reason why it failed, in a few words or the vendor's code; of failures only
 */
public record Receipt(int customerNo, Kind kind, Instant at, Optional<String> reason) {

  /** Kinds of receipts; a customer may have one of each. */
  public enum Kind {
    /** It reached the customer. */
    DELIVERED,
    /** It will not reach the customer by this call. */
    FAILED
  }
}
