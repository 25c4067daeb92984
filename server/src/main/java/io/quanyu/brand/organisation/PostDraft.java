package io.quanyu.brand.organisation;

import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A post to be taken up.
 *
 * @param unitId where
 * @param role a word such as guide, store_manager, dealer: a–z, 0–9 and underscore, at most 50
 * @param from first day, also a past or a coming one; null: today
 * @param until the day after the last one; null: no end is known
 */
public record PostDraft(
    UUID unitId, String role, @Nullable LocalDate from, @Nullable LocalDate until) {

  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]{0,49}");

  public PostDraft {
    if (unitId == null) {
      throw new IllegalArgumentException("unitId is missing");
    }
    role = checkedRole(role);
  }

  /**
   * The role, if it is one.
   *
   * @throws IllegalArgumentException in words for people, if it is none
   */
  public static String checkedRole(@Nullable String role) {
    if (role == null || !ROLE.matcher(role).matches()) {
      throw new IllegalArgumentException("role must be a word such as store_manager");
    }
    return role;
  }
}
