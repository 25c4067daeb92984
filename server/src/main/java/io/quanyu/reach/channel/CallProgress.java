package io.quanyu.reach.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far an accepted call is, as the vendor tells when asked.
 *
 * @param confirmedAt when the sender confirmed; empty while she did not, and where nobody confirms
 * @param receipts all that are known, old ones included
 * @param isFinal nothing more will be known: every recipient has a receipt, or the call was taken
 *     back
 */
public record CallProgress(Optional<Instant> confirmedAt, List<Receipt> receipts, boolean isFinal) {

  public CallProgress {
    receipts = List.copyOf(receipts);
  }
}
