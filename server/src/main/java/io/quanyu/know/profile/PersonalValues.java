package io.quanyu.know.profile;

import org.jspecify.annotations.Nullable;

/**
 * Values that tell who a person is, in clear. They live in memory only.
 *
 * @param name as written
 * @param nickname what she calls herself on a platform, or a guide calls her; as written. Never
 *     evidence of who she is
 * @param phone E.164
 * @param email normalised
 * @param address as written
 * @param memberNo as written
 */
public record PersonalValues(
    @Nullable String name,
    @Nullable String nickname,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String address,
    @Nullable String memberNo) {

  public static final PersonalValues NONE = new PersonalValues(null, null, null, null, null, null);

  /** What a person who looks at her reads: her name or, where nobody knows it, her nickname. */
  public @Nullable String shownName() {
    return name == null ? nickname : name;
  }

  /** Never tells a value. */
  @Override
  public String toString() {
    return "PersonalValues[…]";
  }
}
