package io.quanyu.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a session: no script can read it, no other site can send it. */
public final class SessionCookie {
  private SessionCookie() {}

  /** Its name. */
  public static final String NAME = "SESSION";

  /** Gives the browser a session for as long as it may live. */
  public static void set(
      String token, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(NAME, token)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Strict")
            .path("/")
            .maxAge(maxAge)
            .build();
    // Added to the response itself: a header of a ResponseEntity replaces the cookies of filters.
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  /** Takes the session from the browser. */
  public static void remove(HttpServletRequest request, HttpServletResponse response) {
    set("", Duration.ZERO, request, response);
  }
}
