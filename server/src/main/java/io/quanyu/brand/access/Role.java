package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.platform.web.Permission;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of permissions with a name, which people are given for all or a part of the data.
 *
 * @param id a code such as {@code dealer} for a built-in role, a UUID for one of the brand's own
 * @param isBuiltIn whether it cannot be changed
 * @param nameZh in Chinese; only built-in roles have names in two languages
 * @param permissions what it allows, sorted
 * @param scopes for what part of the data it may be given, the widest first
 * @param people how many have it
 * @param version counts changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Role(
    String id,
    boolean isBuiltIn,
    String name,
    @Nullable String nameZh,
    String description,
    @Nullable String descriptionZh,
    List<String> permissions,
    List<ScopeKind> scopes,
    int people,
    int version) {

  Role {
    permissions = List.copyOf(permissions);
    scopes = List.copyOf(scopes);
  }

  /**
   * For what part of the data a role of the brand's own may be given: where nothing that it allows
   * can be had for a part, it would allow nothing.
   */
  static List<ScopeKind> scopesOf(Collection<String> permissions) {
    return permissions.stream().anyMatch(Permission.SCOPED::contains)
        ? List.of(ScopeKind.BRAND, ScopeKind.UNIT, ScopeKind.OWN)
        : List.of(ScopeKind.BRAND);
  }
}
