package io.quanyu.brand.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps those out who have left, as the house says that knows it first. For modules that hear of
 * it; takes part in their transaction.
 */
public final class Leavers {

  private static final Logger log = LoggerFactory.getLogger(Leavers.class);

  private final CompanyAccounts accounts;
  private final StaffTable staff;
  private final Sessions sessions;

  Leavers(CompanyAccounts accounts, StaffTable staff, Sessions sessions) {
    this.accounts = accounts;
    this.staff = staff;
    this.sessions = sessions;
  }

  /**
   * A member was deleted in WeCom: whoever is entered under that user id is deactivated, her
   * sessions and keys end at once. She comes back only by somebody who manages people, even if she
   * is the last administrator: then the command line helps.
   *
   * @param userId as WeCom names the member
   */
  public void leftWecom(String userId) {
    accounts
        .find(CompanyAccounts.WECOM, userId)
        .ifPresent(person -> {
          // Her row first: a sign-in that began a moment ago finds her deactivated.
          staff.setActive(person.staffId(), false);
          sessions.closeAll(person.staffId());
          log.info("{} was deleted in WeCom and is deactivated", person.username());
        });
  }

  /** A member has another user id from now on. */
  public void renamedInWecom(String userId, String newUserId) {
    accounts.rename(CompanyAccounts.WECOM, userId, newUserId);
  }
}
