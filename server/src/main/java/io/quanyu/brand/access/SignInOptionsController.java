package io.quanyu.brand.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the sign-in page offers beside the password; for everybody. */
@RestController
@RequestMapping("/api/sign-in-options")
final class SignInOptionsController {

  private final SigningInByOidc oidc;

  SignInOptionsController(SigningInByOidc oidc) {
    this.oidc = oidc;
  }

  /**
   * @param oidcName what the button of the identity provider says; missing without one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SignInOptions(@Nullable String oidcName) {}

  @GetMapping
  SignInOptions get() {
    return new SignInOptions(oidc.buttonName().orElse(null));
  }
}
