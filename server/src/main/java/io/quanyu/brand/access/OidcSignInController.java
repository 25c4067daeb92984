package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way to the identity provider and back, walked by the browser itself. It ends on the console's
 * pages and nowhere else, whatever the address says.
 */
@RestController
@RequestMapping("/sign-in/oidc")
final class OidcSignInController {

  private static final String COOKIE = "OIDC";
  private static final String PATH = "/sign-in/oidc";
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final String CONSOLE = "/console/";
  private static final String SIGN_IN_PAGE = "/console/sign-in";

  private final SigningInByOidc signingIn;
  private final SignInLimits limits;
  private final CsrfTokenRepository csrfTokens;

  OidcSignInController(
      SigningInByOidc signingIn, SignInLimits limits, CsrfTokenRepository csrfTokens) {
    this.signingIn = signingIn;
    this.limits = limits;
    this.csrfTokens = csrfTokens;
  }

  @GetMapping
  void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var attempt = OidcAttempt.begin();
    try {
      var target = signingIn.authorizeUrl(attempt);
      setCookie(attempt.secret(), KEPT, request, response);
      response.sendRedirect(target);
    } catch (ProblemException e) {
      tell(e, response);
    }
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
    setCookie("", Duration.ZERO, request, response); // one attempt, one answer
    try {
      var entry =
          limits.attempt(
              request.getRemoteAddr(), () -> signIn(secret, state, code, Origin.of(request)));
      switch (entry) {
        case SigningIn.Entry.SignedIn signedIn -> {
          SessionCookie.set(signedIn.token(), Sessions.AGE_MAX, request, response);
          csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
          response.sendRedirect(CONSOLE);
        }
        case SigningIn.Entry.CodeNeeded needed -> {
          TicketCookie.set(needed.ticket(), request, response);
          response.sendRedirect(SIGN_IN_PAGE + "?step=code");
        }
      }
    } catch (ProblemException e) {
      tell(e, response);
    }
  }

  private SigningIn.Entry signIn(String secret, String state, String code, Origin origin) {
    if (secret.isEmpty()) {
      throw new ProblemException(AccessProblem.OIDC_REFUSED, "Begin again.");
    }
    return signingIn.signIn(new OidcAttempt(secret), state, code, origin);
  }

  private static void tell(ProblemException e, HttpServletResponse response) throws IOException {
    AuditedRequest.refused();
    response.sendRedirect(SIGN_IN_PAGE + "?problem=" + e.code().slug());
  }

  /** Lax: the provider's page sends the browser back to us. */
  private static void setCookie(
      String value, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(COOKIE, value)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path(PATH)
            .maxAge(maxAge)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
