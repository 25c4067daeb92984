package io.quanyu.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps one caller from asking for {@link Expensive} operations all the time. */
@Configuration(proxyBeanMethods = false)
class ExpensiveReads implements WebMvcConfigurer, HandlerInterceptor {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int CALLERS_MAX = 50_000;

  private final RateLimit limit;

  ExpensiveReads(@Value("${quanyu.web.expensive-at-once}") int atOnce) {
    this.limit = new RateLimit(atOnce, INTERVAL, CALLERS_MAX);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(Expensive.class)) {
      var caller = Caller.current().username();
      if (!caller.equals(Caller.LOCAL)) {
        limit
            .take(caller)
            .ifPresent(wait -> {
              throw ProblemException.after(
                  WebProblem.TOO_MANY_REQUESTS, "Wait a moment between such questions.", wait);
            });
      }
    }
    return true;
  }
}
