package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody has, with the names of today.
 *
 * @param role a built-in role's code or the id of one of the brand's own
 * @param roleNameZh in Chinese; only built-in roles have names in two languages
 * @param scope for what part of the data
 * @param unitId the unit, if the scope is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StaffAssignment(
    String role,
    String roleName,
    @Nullable String roleNameZh,
    ScopeKind scope,
    @Nullable UUID unitId,
    @Nullable String unitName) {}
