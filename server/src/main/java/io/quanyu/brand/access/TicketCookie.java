package io.quanyu.brand.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie between the two steps of signing in; goes nowhere else. */
final class TicketCookie {
  private TicketCookie() {}

  static final String NAME = "SIGN_IN";

  private static final String PATH = "/api/session";

  static void set(String ticket, HttpServletRequest request, HttpServletResponse response) {
    set(ticket, SignInTickets.KEPT, request, response);
  }

  static void remove(HttpServletRequest request, HttpServletResponse response) {
    set("", Duration.ZERO, request, response);
  }

  private static void set(
      String value, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(NAME, value)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Strict")
            .path(PATH)
            .maxAge(maxAge)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
