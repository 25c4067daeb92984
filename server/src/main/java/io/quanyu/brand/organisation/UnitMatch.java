package io.quanyu.brand.organisation;

import java.util.List;
import java.util.UUID;

/**
 * A unit that was searched for, open today.
 *
 * @param path names of the units above it today, the root first
 */
public record UnitMatch(UUID id, UnitKind kind, String name, List<String> path) {

  public UnitMatch {
    path = List.copyOf(path);
  }
}
