package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.spi.CallerSource;
import java.util.Optional;
import java.util.Set;

/** What staff may do at this moment, by name; also the command line of this machine. */
final class CallersByName implements CallerSource {

  private final StaffTable staff;
  private final Callers callers;

  CallersByName(StaffTable staff, Callers callers) {
    this.staff = staff;
    this.callers = callers;
  }

  @Override
  public Optional<Caller> findByName(String username) {
    return username.equals(Caller.LOCAL)
        ? Optional.of(Caller.ofBrand(username, username, false, Set.copyOf(Permission.ALL)))
        : staff.findActive(username).map(callers::of);
  }
}
