package io.quanyu.brand.access;

import io.quanyu.platform.web.Permission;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to work here.
 *
 * @param username 2 to 50 of a–z, 0–9, dot, underscore, hyphen; capitals are lowered
 * @param displayName for people, 1 to 100 characters
 * @param permissions at least one of {@link Permission#ALL}
 */
record StaffDraft(String username, String displayName, List<String> permissions) {

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
    require(permissions != null && !permissions.isEmpty(), "permissions must name at least one");
    for (@Nullable String permission : permissions) {
      require(
          permission != null && Permission.ALL.contains(permission),
          "permissions holds one that does not exist: " + permission);
    }
    permissions = List.copyOf(new TreeSet<>(permissions));
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
