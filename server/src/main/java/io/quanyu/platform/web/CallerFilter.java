package io.quanyu.platform.web;

import io.quanyu.platform.web.spi.SessionSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Finds out who calls: by bearer token, else by session cookie. */
final class CallerFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final RunToken runToken;
  private final SessionSource sessions;

  CallerFilter(RunToken runToken, SessionSource sessions) {
    this.runToken = runToken;
    this.sessions = sessions;
  }

  /**
   * Whether the request brings a bearer token. Then its cookies count for nothing, so it needs no
   * protection against forged requests either: no browser adds this header by itself.
   */
  static boolean hasBearer(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    callerOf(request)
        .ifPresent(caller -> {
          var context = SecurityContextHolder.createEmptyContext();
          context.setAuthentication(
              UsernamePasswordAuthenticationToken.authenticated(
                  caller,
                  null,
                  caller.permissions().stream().map(SimpleGrantedAuthority::new).toList()));
          SecurityContextHolder.setContext(context);
        });
    chain.doFilter(request, response);
  }

  private Optional<Caller> callerOf(HttpServletRequest request) {
    if (hasBearer(request)) {
      var token = request.getHeader(HttpHeaders.AUTHORIZATION).substring(BEARER.length());
      return runToken.matches(token) ? Optional.of(runToken.caller()) : Optional.empty();
    }
    var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
    return cookie == null ? Optional.empty() : sessions.findCaller(cookie.getValue());
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // an error page knows its caller too
  }
}
