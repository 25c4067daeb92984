package io.quanyu.platform.web;

import io.quanyu.platform.web.spi.KeySource;
import io.quanyu.platform.web.spi.SessionSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Finds out who calls: by bearer token or API key, else by session cookie. */
final class CallerFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final RunToken runToken;
  private final SessionSource sessions;
  private final KeySource keys;

  /** Marks a caller that is a machine with a key. */
  static final String BY_KEY = "by-key";

  CallerFilter(RunToken runToken, SessionSource sessions, KeySource keys) {
    this.runToken = runToken;
    this.sessions = sessions;
    this.keys = keys;
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
    if (hasBearer(request)) {
      var token = request.getHeader(HttpHeaders.AUTHORIZATION).substring(BEARER.length());
      if (runToken.matches(token)) {
        authenticate(runToken.caller(), List.of());
      } else {
        keys.findCaller(token).ifPresent(caller -> authenticate(caller, List.of(BY_KEY)));
      }
    } else {
      var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
      if (cookie != null) {
        sessions.findCaller(cookie.getValue()).ifPresent(caller -> authenticate(caller, List.of()));
      }
    }
    chain.doFilter(request, response);
  }

  private static void authenticate(Caller caller, Collection<String> marks) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            caller,
            null,
            Stream.concat(caller.permissions().stream(), marks.stream())
                .map(SimpleGrantedAuthority::new)
                .toList()));
    SecurityContextHolder.setContext(context);
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // an error page knows its caller too
  }
}
