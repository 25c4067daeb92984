package io.quanyu.know.collect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel that we are connected to says of one person, as a row of a customer file would.
 * Several of one account, say with different phones, add up. Lives in memory only.
 *
 * @param accountId the channel's own id of the person
 * @param externalUserid her WeCom id; null if unknown
 * @param unionid null if unknown
 * @param phone as written, with or without +86; null if unknown
 * @param nickname what she is called there, shown where no channel knows her name; no evidence of
 *     who she is. Null if there is none
 * @param observedAt when it was true; of two statements the later one survives
 */
public record CollectedPerson(
    String accountId,
    @Nullable String externalUserid,
    @Nullable String unionid,
    @Nullable String phone,
    @Nullable String nickname,
    Instant observedAt) {

  public CollectedPerson {
    if (accountId.isBlank()) {
      throw new IllegalArgumentException("a person without an id");
    }
  }

  /** Tells nobody who it is. */
  @Override
  public String toString() {
    return "CollectedPerson[…]";
  }
}
