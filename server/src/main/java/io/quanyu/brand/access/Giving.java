package io.quanyu.brand.access;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one may give others. Nobody gives more than she has, in what may be done and for what part
 * of the data – else she would give it to an account of her own making.
 *
 * <p>Who appoints gives what belongs to business without having it: were it otherwise, only people
 * who see all customers could let others see some. Administration and audit stay out of her reach.
 */
final class Giving {
  private Giving() {}

  /** Whether one may give a permission for some of the data. */
  static boolean isAllowed(Caller giver, String permission, DataScope given) {
    return has(giver, permission, given)
        || (giver.permissions().contains(Permission.STAFF_APPOINT)
            && Duty.of(permission).isEmpty());
  }

  /** Whether one has a permission for at least these data. */
  static boolean has(Caller caller, String permission, DataScope data) {
    var own = caller.scope(permission);
    return caller.permissions().contains(permission) && own.or(data).equals(own);
  }

  /**
   * What of these assignments one may not give.
   *
   * @param resolver whose data a scope is at most
   */
  static SortedSet<String> refused(
      Caller giver,
      Collection<Assignment> given,
      Function<? super AssignedScope, DataScope> resolver) {
    var refused = new TreeSet<String>();
    for (var assignment : given) {
      var data = resolver.apply(assignment.scope());
      // Also what does not count for a part of the data today: some day it may.
      for (var permission : assignment.permissions()) {
        if (!isAllowed(giver, permission, data)) {
          refused.add(permission);
        }
      }
    }
    return refused;
  }

  /** Which of these one may not give for the whole brand. */
  static SortedSet<String> refused(Caller giver, Collection<String> permissions) {
    var refused = new TreeSet<String>(permissions);
    refused.removeIf(permission -> isAllowed(giver, permission, DataScope.BRAND));
    return refused;
  }
}
