package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * The way of a browser to another house and back. It ends on the console's pages and nowhere else,
 * whatever the address says.
 */
final class OutsideSignIn {

  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final String CONSOLE = "/console/";
  private static final String SIGN_IN_PAGE = "/console/sign-in";

  private final SignInLimits limits;
  private final CsrfTokenRepository csrfTokens;

  OutsideSignIn(SignInLimits limits, CsrfTokenRepository csrfTokens) {
    this.limits = limits;
    this.csrfTokens = csrfTokens;
  }

  /**
   * One of the houses.
   *
   * @param cookie name of the cookie that knows the attempt
   * @param path of our addresses for it, which alone get the cookie
   * @param refusal what a browser is told that comes back without having gone
   */
  record Way(String cookie, String path, AccessProblem refusal) {}

  /** Sends the browser out. */
  void begin(
      Way way,
      Function<OutsideAttempt, String> authorizeUrl,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var attempt = OutsideAttempt.begin();
    try {
      var target = authorizeUrl.apply(attempt);
      set(way, attempt.secret(), KEPT, request, response);
      response.sendRedirect(target);
    } catch (ProblemException e) {
      tell(e, response);
    }
  }

  /**
   * Takes the browser in that comes back.
   *
   * @param secret of the attempt; empty if this browser began none
   * @param signIn proves who it is
   */
  void comeBack(
      Way way,
      String secret,
      Function<OutsideAttempt, SigningIn.Entry> signIn,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    set(way, "", Duration.ZERO, request, response); // one attempt, one answer
    try {
      var entry =
          limits.attempt(
              request.getRemoteAddr(),
              () -> {
                if (secret.isEmpty()) {
                  throw new ProblemException(way.refusal(), "Begin again.");
                }
                return signIn.apply(new OutsideAttempt(secret));
              });
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

  private static void tell(ProblemException e, HttpServletResponse response) throws IOException {
    AuditedRequest.refused();
    response.sendRedirect(SIGN_IN_PAGE + "?problem=" + e.code().slug());
  }

  /** Lax: the other house's page sends the browser back to us. */
  private static void set(
      Way way,
      String value,
      Duration maxAge,
      HttpServletRequest request,
      HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(way.cookie(), value)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path(way.path())
            .maxAge(maxAge)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
