package io.quanyu.brand.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the chain of blocks is.
 *
 * @param lastBlock newest block; 0 before the first
 * @param unsealedSince when the oldest entry was written that no block holds yet; null if there is
 *     none
 * @param verified the last full check; null if there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainState(
    long lastBlock, @Nullable Instant unsealedSince, @Nullable Verification verified) {

  /**
   * A full check.
   *
   * @param block last block that was looked at
   * @param entries how many entries were looked at, those outside blocks too
   * @param breaches what is wrong, first block first, at most 100; empty if all is well
   */
  public record Verification(Instant at, long block, long entries, List<Breach> breaches) {
    public Verification {
      breaches = List.copyOf(breaches);
    }
  }
}
