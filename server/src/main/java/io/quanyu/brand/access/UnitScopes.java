package io.quanyu.brand.access;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.core.access.DataScope;
import java.util.Collection;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/** What belongs to units and to all below them, as the tree is when this is made. */
final class UnitScopes {

  private final IntFunction<RoaringBitmap> below;

  /** Asks for the tree only if there is an assignment that needs it. */
  UnitScopes(Organisation organisation, Collection<Assignment> assignments) {
    this.below =
        assignments.stream().anyMatch(each -> each.scope().kind() == ScopeKind.UNIT)
            ? organisation.unitsBelow()
            : RoaringBitmap::bitmapOf;
  }

  /** Of an open unit; nothing of a closed one. */
  DataScope of(int unitNo) {
    return DataScope.ofUnits(below.apply(unitNo));
  }

  /** Of a unit, also of a closed one. */
  DataScope withItself(int unitNo) {
    return DataScope.ofUnits(RoaringBitmap.or(below.apply(unitNo), RoaringBitmap.bitmapOf(unitNo)));
  }
}
