package io.quanyu.platform.web;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.web.spi.KeySource;
import io.quanyu.platform.web.spi.SessionSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what: everything needs a caller but the console's files, sign-in, health, and
 * callbacks of other systems, which prove themselves by a signature.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

  /**
   * Scripts come from us alone. Styles may be inline because the component library sets them;
   * images may be data, because charts are saved so.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final RequestMatcher SIGN_IN = matcher(HttpMethod.POST, "/api/session");

  /** The second step of signing in, by whoever has the ticket of the first. */
  private static final RequestMatcher SIGN_IN_CODE = matcher(HttpMethod.POST, "/api/session/code");

  /** The way to an identity provider and back; what comes back proves itself. */
  private static final RequestMatcher COMPANY_SIGN_IN =
      PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/sign-in/**");

  private static final RequestMatcher SIGN_IN_OPTIONS =
      matcher(HttpMethod.GET, "/api/sign-in-options");

  /** Their modules check the signature; no cookie or token counts there. */
  private static final RequestMatcher CALLBACKS =
      PathPatternRequestMatcher.withDefaults().matcher("/callbacks/**");

  @Bean
  RunToken runToken(DataDirectory data) {
    return RunToken.ensure(data);
  }

  /** In a cookie that the console reads; sign-in draws a new one. */
  @Bean
  CsrfTokenRepository csrfTokens() {
    return CookieCsrfTokenRepository.withHttpOnlyFalse();
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      RunToken runToken,
      SessionSource sessions,
      KeySource keys,
      CsrfTokenRepository csrfTokens,
      Problems problems)
      throws Exception {
    return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .addFilterBefore(
            new CallerFilter(runToken, sessions, keys), AnonymousAuthenticationFilter.class)
        // Sign-in takes JSON only, which no form of another site can send.
        .csrf(csrf ->
            csrf.spa()
                .csrfTokenRepository(csrfTokens)
                // Without sessions of the container every request would be a sign-in with a new
                // token, which parallel requests would take from each other.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .ignoringRequestMatchers(CallerFilter::hasBearer, SIGN_IN, CALLBACKS))
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .crossOriginOpenerPolicy(
                    opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                    resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy ->
                    policy.policy("camera=(), microphone=(), geolocation=(), payment=()")))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/", "/console/**", "/favicon.ico", "/openapi/**", "/error")
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers(SIGN_IN, SIGN_IN_CODE, SIGN_IN_OPTIONS, COMPANY_SIGN_IN, CALLBACKS)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/api/session")
                .authenticated()
                // What is a person's own no key of hers may touch: it could outlive itself so.
                // Files of
                // customers are for people too.
                .requestMatchers("/api/session/**")
                .access((caller, _) -> new AuthorizationDecision(isPerson(caller)))
                .requestMatchers("/api/sessions/**", "/api/exports/**")
                .access((caller, _) ->
                    new AuthorizationDecision(isPerson(caller) && mayCall(caller).isGranted()))
                .anyRequest()
                .access((caller, _) -> mayCall(caller)))
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint((request, response, _) ->
                    problems.write(
                        request,
                        response,
                        WebProblem.SIGN_IN_REQUIRED,
                        "Sign in, or send the token of the data directory as bearer" + " token."))
                .accessDeniedHandler((request, response, e) -> {
                  var code = refusalOf(e);
                  problems.write(request, response, code, detailOf(code));
                }))
        .build();
  }

  private static boolean isPerson(Supplier<? extends @Nullable Authentication> caller) {
    var authentication = caller.get();
    return authentication != null
        && authentication.getPrincipal() instanceof Caller
        && authentication.getAuthorities().stream()
            .noneMatch(authority -> CallerFilter.BY_KEY.equals(authority.getAuthority()));
  }

  private static AuthorizationResult mayCall(Supplier<? extends @Nullable Authentication> caller) {
    var authentication = caller.get();
    return new AuthorizationDecision(
        authentication != null
            && authentication.getPrincipal() instanceof Caller known
            && !known.mustChangePassword());
  }

  private static WebProblem refusalOf(AccessDeniedException e) {
    if (e instanceof CsrfException) {
      return WebProblem.CSRF_TOKEN_MISSING;
    }
    return Caller.current().mustChangePassword()
        ? WebProblem.PASSWORD_CHANGE_REQUIRED
        : WebProblem.ACCESS_DENIED;
  }

  private static String detailOf(WebProblem code) {
    return switch (code) {
      case CSRF_TOKEN_MISSING ->
          "Send the value of the cookie XSRF-TOKEN as header X-XSRF-TOKEN; reloading does it.";
      case PASSWORD_CHANGE_REQUIRED ->
          "The one-time password is good for one thing: POST /api/session/password.";
      default -> "Ask an administrator for the permission.";
    };
  }

  private static RequestMatcher matcher(HttpMethod method, String path) {
    return PathPatternRequestMatcher.withDefaults().matcher(method, path);
  }
}
