package io.quanyu.brand.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to work here.
 *
 * @param username 2 to 50 of a–z, 0–9, dot, underscore, hyphen; capitals are lowered
 * @param displayName for people, 1 to 100 characters
 * @param assignments 1 to {@value AssignmentDraft#PER_PERSON_MAX}; doubles count once
 */
record StaffDraft(String username, String displayName, List<AssignmentDraft> assignments) {

  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,49}");
  private static final int DISPLAY_NAME_MAX = 100;

  StaffDraft {
    username = stripped(username, "username").toLowerCase(Locale.ROOT);
    require(
        USERNAME.matcher(username).matches(),
        "username must have 2 to 50 of a–z, 0–9, dot, underscore and hyphen, the first a letter or"
            + " digit");
    displayName = stripped(displayName, "displayName");
    require(
        !displayName.isEmpty()
            && displayName.length() <= DISPLAY_NAME_MAX
            && displayName.chars().noneMatch(Character::isISOControl),
        "displayName must have 1 to " + DISPLAY_NAME_MAX + " characters");
    assignments = AssignmentDraft.listOf(assignments);
  }

  private static String stripped(@Nullable String text, String field) {
    if (text == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return text.strip();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
