package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The way to the identity provider and back, walked by the browser itself. */
@RestController
@RequestMapping(OidcSignInController.PATH)
final class OidcSignInController {

  static final String PATH = "/sign-in/oidc";

  private static final String COOKIE = "OIDC";

  private static final OutsideSignIn.Way WAY =
      new OutsideSignIn.Way(COOKIE, PATH, AccessProblem.OIDC_REFUSED);

  private final SigningInByOidc signingIn;
  private final OutsideSignIn outside;

  OidcSignInController(SigningInByOidc signingIn, OutsideSignIn outside) {
    this.signingIn = signingIn;
    this.outside = outside;
  }

  @GetMapping
  void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    outside.begin(WAY, signingIn::authorizeUrl, request, response);
  }

  @GetMapping("/callback")
  @Audited(action = "session.sign-in-company", object = "session")
  void comeBack(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      @CookieValue(name = COOKIE, defaultValue = "") String secret,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    outside.comeBack(
        WAY,
        secret,
        attempt -> signingIn.signIn(attempt, state, code, Origin.of(request)),
        request,
        response);
  }
}
