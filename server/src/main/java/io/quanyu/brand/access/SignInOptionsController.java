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
  private final SigningInByWecom wecom;

  SignInOptionsController(SigningInByOidc oidc, SigningInByWecom wecom) {
    this.oidc = oidc;
    this.wecom = wecom;
  }

  /**
   * @param oidcName what the button of the identity provider says; missing without one
   * @param hasWecom whether members of WeCom may come in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SignInOptions(@Nullable String oidcName, boolean hasWecom) {}

  @GetMapping
  SignInOptions get() {
    return new SignInOptions(oidc.buttonName().orElse(null), wecom.isOn());
  }
}
