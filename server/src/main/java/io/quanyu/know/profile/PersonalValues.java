package io.quanyu.know.profile;

import org.jspecify.annotations.Nullable;

/**
 * Values that tell who a person is, in clear. They live in memory only.
 *
 * @param name as written
 * @param phone E.164
 * @param email normalised
 * @param address as written
 * @param memberNo as written
 */
public record PersonalValues(
    @Nullable String name,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String address,
    @Nullable String memberNo) {

  public static final PersonalValues NONE = new PersonalValues(null, null, null, null, null);

  /** Never tells a value. */
  @Override
  public String toString() {
    return "PersonalValues[…]";
  }
}
