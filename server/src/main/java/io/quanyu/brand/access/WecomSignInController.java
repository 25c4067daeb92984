package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The way to WeCom and back, walked by the browser itself. */
@RestController
@RequestMapping(WecomSignInController.PATH)
final class WecomSignInController {

  static final String PATH = "/sign-in/wecom";

  private static final String COOKIE = "WECOM";

  /** What WeCom's own browser calls itself, on phones and desktops. */
  private static final String INSIDE = "wxwork";

  private static final OutsideSignIn.Way WAY =
      new OutsideSignIn.Way(COOKIE, PATH, AccessProblem.WECOM_REFUSED);

  private final SigningInByWecom signingIn;
  private final OutsideSignIn outside;

  WecomSignInController(SigningInByWecom signingIn, OutsideSignIn outside) {
    this.signingIn = signingIn;
    this.outside = outside;
  }

  @GetMapping
  void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    var isInside = userAgent != null && userAgent.contains(INSIDE);
    // The address that this browser used; WeCom sends nobody to a domain that it was not told of.
    var callback = URI.create(callbackOf(request));
    outside.begin(
        WAY, attempt -> signingIn.authorizeUrl(attempt, callback, isInside), request, response);
  }

  @GetMapping("/callback")
  @Audited(action = "session.sign-in-wecom", object = "session")
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

  private static String callbackOf(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request)
        .path(PATH + "/callback")
        .build()
        .toUriString();
  }
}
