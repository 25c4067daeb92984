package io.quanyu.know.identity;

import io.quanyu.core.identity.Gender;
import io.quanyu.core.identity.IdentifierKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record says about who it is about. The account is the channel's own id if the record has
 * one, else the member number, else the phone or e-mail.
 *
 * @param channel code of the channel that the record comes from
 * @param accountId the channel's own id of the person (customer id, buyer id, openid); null if it
 *     has none
 * @param identifiers what else identifies her; a record of an order gives its phone as {@link
 *     IdentifierKind#ORDER_PHONE}, which counts only if the record has nothing better
 * @param name as written; null if missing. With an order's phone beside something better, name,
 *     birthday and gender are the receiver's and do not count
 * @param birthday null if unknown
 * @param gender null if unknown
 * @param observedAt when the record was true; the time of import if it does not say
 */
public record IdentityClaim(
    String channel,
    @Nullable String accountId,
    List<ClaimedIdentifier> identifiers,
    @Nullable String name,
    @Nullable LocalDate birthday,
    @Nullable Gender gender,
    Instant observedAt) {

  public IdentityClaim {
    identifiers = List.copyOf(identifiers);
    if (channel.isBlank()) {
      throw new IllegalArgumentException("channel is blank");
    }
    if (accountId != null && accountId.isBlank()) {
      throw new IllegalArgumentException("account id is blank: pass null");
    }
    if (accountId == null && identifiers.isEmpty()) {
      throw new IllegalArgumentException("nothing identifies the person");
    }
  }

  /** Never tells name or identifiers. */
  @Override
  public String toString() {
    return "IdentityClaim[" + channel + ", " + identifiers + "]";
  }
}
