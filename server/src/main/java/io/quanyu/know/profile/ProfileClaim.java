package io.quanyu.know.profile;

import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.ResolvedAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record says about a customer. Null means that the record does not say, never that the
 * value is gone.
 *
 * @param account the account and customer that identity found for the record
 * @param channel code of the channel that the record comes from
 * @param observedAt when the record was true; decides which of two values survives
 * @param personal values that are sealed before they are stored
 * @param gender null if not said
 * @param birthday null if not said
 * @param province null if not said
 * @param city null if not said
 * @param registeredAt when the person became a customer of the channel; null if not said
 * @param attributes further columns kept under their own names; values as written
 */
public record ProfileClaim(
    ResolvedAccount account,
    String channel,
    Instant observedAt,
    PersonalValues personal,
    @Nullable Gender gender,
    @Nullable LocalDate birthday,
    @Nullable String province,
    @Nullable String city,
    @Nullable Instant registeredAt,
    Map<String, String> attributes) {

  public ProfileClaim {
    attributes = Map.copyOf(attributes);
  }
}
