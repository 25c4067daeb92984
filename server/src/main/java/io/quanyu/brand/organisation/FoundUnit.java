package io.quanyu.brand.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit that a search found.
 *
 * @param code the code that was searched for; left out if the name was
 * @param isOpen whether it is open today
 * @param path the names of the units above it today, the headquarters first; empty for these and
 *     for closed ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundUnit(
    UUID id, UnitKind kind, String name, @Nullable String code, boolean isOpen, List<String> path) {

  public FoundUnit {
    path = List.copyOf(path);
  }
}
