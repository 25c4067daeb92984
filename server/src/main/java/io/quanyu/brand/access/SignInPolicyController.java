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
@RequestMapping("/api/sign-in-policy")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class SignInPolicyController {

  private final SignInPolicies policies;

  SignInPolicyController(SignInPolicies policies) {
    this.policies = policies;
  }

  @GetMapping
  SignInPolicies.SignInPolicy get() {
    return policies.get();
  }

  @PutMapping
  @Audited(action = "sign-in-policy.change", object = "sign-in-policy")
  SignInPolicies.SignInPolicy replace(@RequestBody SignInPolicies.SignInPolicy policy) {
    return policies.replace(Caller.current(), policy);
  }
}
