package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is on a day.
 *
 * @param parentId under whom it stands; left out for the root and on days when it is closed
 * @param isOpen whether it is open on that day
 * @param hasChildren whether a unit stands below it on that day
 * @param codes by system and code
 * @param version counts changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Unit(
    UUID id,
    UnitKind kind,
    String name,
    @Nullable UUID parentId,
    boolean isOpen,
    boolean hasChildren,
    List<UnitCode> codes,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  public Unit {
    codes = List.copyOf(codes);
  }
}
