package io.quanyu.core.organisation;

import java.time.LocalDate;
import java.util.List;

/** What becomes of the wish to place, move or close a unit. */
public sealed interface Placing {

  /**
   * It can be done.
   *
   * @param placements all periods that the unit then has, in order; none if it never was open
   */
  record Placed(List<Placement> placements) implements Placing {
    public Placed {
      placements = List.copyOf(placements);
    }
  }

  /**
   * It cannot be done.
   *
   * @param unitNo the unit that stands in the way
   * @param day the first day on which it does
   */
  record Refused(Reason reason, int unitNo, LocalDate day) implements Placing {}

  /** Why not. */
  enum Reason {
    /** The root stands below nobody and never closes. */
    ROOT,
    /** The unit would stand below itself: the new parent is, or by then will be, below it. */
    CYCLE,
    /** The new parent is not open on every day of the period. */
    PARENT_NOT_OPEN,
    /** A unit below is open, or will be. */
    UNITS_BELOW,
    /** The unit is closed already. */
    NOT_OPEN
  }
}
