package io.quanyu.brand.access;

import io.quanyu.platform.web.Permission;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be made.
 *
 * @param name what it is for, 1 to 100 characters
 * @param permissions at least one; none of {@link #NEVER}
 * @param days how long it is good, 1 to {@value #DAYS_MAX}; null: {@value #DAYS_DEFAULT}
 */
record ApiKeyDraft(String name, List<String> permissions, @Nullable Integer days) {

  static final int DAYS_DEFAULT = 90;
  static final int DAYS_MAX = 366;

  /** With these a leaked key could make itself others that outlive it. */
  static final Set<String> NEVER =
      Set.of(Permission.STAFF_MANAGE, Permission.STAFF_APPOINT, Permission.KEYS_MANAGE);

  ApiKeyDraft {
    name = KeyName.of(name);
    require(permissions != null && !permissions.isEmpty(), "permissions must name at least one");
    for (@Nullable String permission : permissions) {
      require(
          permission != null && Permission.ALL.contains(permission),
          "permissions holds one that does not exist: " + permission);
      require(!NEVER.contains(permission), "no key may have " + permission);
    }
    permissions = List.copyOf(new TreeSet<>(permissions));
    require(days == null || (days >= 1 && days <= DAYS_MAX), "days must be 1 to " + DAYS_MAX);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
