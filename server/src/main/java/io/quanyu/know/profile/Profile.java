package io.quanyu.know.profile;

import io.quanyu.core.identity.Gender;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The golden record of a customer: of each value the one that survived. Null where no account says
 * anything.
 *
 * @param personal in clear: mask before showing
 * @param registeredAt the earliest registration
 * @param attributes by name
 * @param channels codes of the channels that told it, sorted
 */
public record Profile(
    int customerNo,
    PersonalValues personal,
    @Nullable Gender gender,
    @Nullable LocalDate birthday,
    @Nullable String province,
    @Nullable String city,
    @Nullable Instant registeredAt,
    Map<String, String> attributes,
    List<String> channels) {

  public Profile {
    attributes = Map.copyOf(attributes);
    channels = List.copyOf(channels);
  }
}
