package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/oidc-settings")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class OidcSettingsController {

  private final ChangingOidc changing;

  OidcSettingsController(ChangingOidc changing) {
    this.changing = changing;
  }

  @GetMapping
  OidcSettings get() {
    return changing.get();
  }

  @PutMapping
  @Audited(action = "oidc.change-settings", object = "oidc")
  OidcSettings replace(@RequestBody OidcSettings.Draft draft) {
    return changing.replace(Caller.current(), draft);
  }
}
