package io.quanyu.brand.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit to be created.
 *
 * @param kind any but the headquarters
 * @param parentId under whom it stands
 * @param from its first day, also a past or a coming one; null: today
 * @param codes see {@link UnitNaming}
 */
public record UnitDraft(
    UnitKind kind, String name, UUID parentId, @Nullable LocalDate from, List<UnitCode> codes) {

  public UnitDraft {
    if (kind == null || kind == UnitKind.HEADQUARTERS) {
      throw new IllegalArgumentException("kind must be one, and not headquarters");
    }
    if (parentId == null) {
      throw new IllegalArgumentException("parentId is missing");
    }
    var naming = new UnitNaming(name, codes);
    name = naming.name();
    codes = naming.codes();
  }

  /** What it is called. */
  public UnitNaming naming() {
    return new UnitNaming(name, codes);
  }
}
