package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The second factor of another person: she lost her phone and her recovery codes. */
@RestController
@RequestMapping("/api/staff/{id}/reset-totp")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class StaffTotpController {

  private final SecondFactor secondFactor;

  StaffTotpController(SecondFactor secondFactor) {
    this.secondFactor = secondFactor;
  }

  @PostMapping
  @Audited(action = "staff.reset-totp", object = "staff")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@PathVariable UUID id) {
    secondFactor.reset(Caller.current(), id);
  }
}
