package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One unit of the whole tree on a day.
 *
 * @param parentId left out for the root
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitInTree(UUID id, @Nullable UUID parentId, UnitKind kind, String name) {}
