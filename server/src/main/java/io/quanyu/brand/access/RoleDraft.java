package io.quanyu.brand.access;

import io.quanyu.platform.web.Permission;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A role of the brand's own, as it is to be.
 *
 * @param name 1 to {@value #NAME_LENGTH_MAX} characters; no other role has it, however written
 * @param description at most {@value #DESCRIPTION_LENGTH_MAX} characters; null: none
 * @param permissions at least one of {@link Permission#ALL}; doubles count once
 */
record RoleDraft(String name, @Nullable String description, List<String> permissions) {

  static final int NAME_LENGTH_MAX = 50;
  static final int DESCRIPTION_LENGTH_MAX = 200;

  RoleDraft {
    name = name == null ? "" : name.strip();
    require(
        !name.isEmpty() && isOneLine(name, NAME_LENGTH_MAX),
        "name must have 1 to " + NAME_LENGTH_MAX + " characters");
    description = description == null ? "" : description.strip();
    require(
        isOneLine(description, DESCRIPTION_LENGTH_MAX),
        "description must have at most " + DESCRIPTION_LENGTH_MAX + " characters in one line");
    require(permissions != null && !permissions.isEmpty(), "permissions must name at least one");
    for (@Nullable String permission : permissions) {
      require(
          permission != null && Permission.ALL.contains(permission),
          "permissions holds one that does not exist: " + permission);
    }
    permissions = List.copyOf(new TreeSet<>(permissions));
  }

  private static boolean isOneLine(String text, int lengthMax) {
    return text.codePointCount(0, text.length()) <= lengthMax
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
