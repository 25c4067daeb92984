package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By which accounts of other houses somebody signs in. */
@RestController
@RequestMapping("/api/staff/{id}/company-accounts")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class CompanyAccountsController {

  private final EnteringCompanyAccounts entering;

  CompanyAccountsController(EnteringCompanyAccounts entering) {
    this.entering = entering;
  }

  @GetMapping
  EnteringCompanyAccounts.Accounts get(@PathVariable UUID id) {
    return entering.get(Caller.current(), id);
  }

  @PutMapping
  @Audited(action = "staff.change-company-accounts", object = "staff")
  EnteringCompanyAccounts.Accounts replace(
      @PathVariable UUID id, @RequestBody EnteringCompanyAccounts.Draft draft) {
    return entering.replace(Caller.current(), id, draft);
  }
}
