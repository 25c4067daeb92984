package io.quanyu.core.access;

import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whose customers and orders somebody may see: the whole brand's, or those that belong to some
 * units of the organisation (numbers of stores and of the units above them) and those that belong
 * to some guides (numbers of persons). Immutable.
 */
public final class DataScope {

  /** Everything, also what belongs to no unit. */
  public static final DataScope BRAND =
      new DataScope(true, new RoaringBitmap(), new RoaringBitmap());

  /** Nothing. */
  public static final DataScope NOTHING =
      new DataScope(false, new RoaringBitmap(), new RoaringBitmap());

  private final boolean isBrand;
  private final RoaringBitmap units;
  private final RoaringBitmap guides;

  private DataScope(boolean isBrand, RoaringBitmap units, RoaringBitmap guides) {
    this.isBrand = isBrand;
    this.units = units;
    this.guides = guides;
  }

  /** What belongs to units, given with all units below them. */
  public static DataScope ofUnits(RoaringBitmap units) {
    if (units.contains(0)) {
      throw new IllegalArgumentException("0 stands for no unit");
    }
    return new DataScope(false, units.clone(), new RoaringBitmap());
  }

  /** What belongs to one guide. */
  public static DataScope ofGuide(int personNo) {
    if (personNo <= 0) {
      throw new IllegalArgumentException("persons have numbers from 1 on");
    }
    return new DataScope(false, new RoaringBitmap(), RoaringBitmap.bitmapOf(personNo));
  }

  /** Whether nothing is hidden. */
  public boolean isBrand() {
    return isBrand;
  }

  /** Numbers of units; empty for the whole brand, which needs none. A new set. */
  public RoaringBitmap units() {
    return units.clone();
  }

  /** Numbers of guides; empty for the whole brand. A new set. */
  public RoaringBitmap guides() {
    return guides.clone();
  }

  /** What either of the two allows. */
  public DataScope or(DataScope other) {
    return isBrand || other.isBrand
        ? BRAND
        : new DataScope(
            false, RoaringBitmap.or(units, other.units), RoaringBitmap.or(guides, other.guides));
  }

  /**
   * What both allow, at most: who may see a store through one and a guide of this store through the
   * other sees nothing of the guide's.
   */
  public DataScope and(DataScope other) {
    if (isBrand) {
      return other;
    }
    return other.isBrand
        ? this
        : new DataScope(
            false, RoaringBitmap.and(units, other.units), RoaringBitmap.and(guides, other.guides));
  }

  /**
   * Whether something is in the scope.
   *
   * @param unitNo whom it belongs to; 0 if to no unit
   * @param guideNo whose it is; 0 if nobody's
   */
  public boolean covers(int unitNo, int guideNo) {
    return isBrand || units.contains(unitNo) || guides.contains(guideNo);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataScope scope
        && isBrand == scope.isBrand
        && units.equals(scope.units)
        && guides.equals(scope.guides);
  }

  @Override
  public int hashCode() {
    return Objects.hash(isBrand, units, guides);
  }

  @Override
  public String toString() {
    return isBrand
        ? "the brand"
        : units.getCardinality() + " units, " + guides.getCardinality() + " guides";
  }
}
