package io.quanyu.brand.access;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Permission;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A role that somebody has, and for what part of the data.
 *
 * @param roleId a built-in role's code or a UUID
 * @param roleName in English, or in the brand's own words
 * @param permissions what the role allows
 */
record Assignment(String roleId, String roleName, List<String> permissions, AssignedScope scope) {

  Assignment {
    permissions = List.copyOf(permissions);
  }

  boolean isOwner() {
    return roleId.equals(BuiltInRole.OWNER.code());
  }

  /**
   * What somebody may do who has all these, each with the union of the parts it was given for. What
   * cannot be had for a part counts only where it was given for the whole brand.
   *
   * @param resolver whose data a scope is
   */
  static Map<String, DataScope> scopes(
      Collection<Assignment> assignments, Function<? super AssignedScope, DataScope> resolver) {
    var scopes = new HashMap<String, DataScope>();
    for (var assignment : assignments) {
      var data = resolver.apply(assignment.scope());
      for (var permission : assignment.permissions()) {
        if (data.isBrand() || Permission.SCOPED.contains(permission)) {
          scopes.merge(permission, data, DataScope::or);
        }
      }
    }
    return scopes;
  }
}
