package io.quanyu.brand.access;

/** Whose data an assignment is about. */
sealed interface AssignedScope {

  /** How the scope is called in the API and in the table. */
  ScopeKind kind();

  /** The whole brand's. */
  record Brand() implements AssignedScope {
    @Override
    public ScopeKind kind() {
      return ScopeKind.BRAND;
    }
  }

  /**
   * That of a unit of the organisation and of all units below it, today.
   *
   * @param unitNo the unit's number
   */
  record Unit(int unitNo) implements AssignedScope {
    @Override
    public ScopeKind kind() {
      return ScopeKind.UNIT;
    }
  }

  /** That of the customers who are the person's own. */
  record Own() implements AssignedScope {
    @Override
    public ScopeKind kind() {
      return ScopeKind.OWN;
    }
  }
}
