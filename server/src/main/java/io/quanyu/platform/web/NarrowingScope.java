package io.quanyu.platform.web;

import io.quanyu.core.access.DataScope;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.CurrentScope.Narrowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Narrows what a request sees to what its caller may see with the permissions that the operation
 * demands. Operations that demand none are about the caller alone and touch nobody's data.
 */
final class NarrowingScope implements HandlerInterceptor {

  private static final String NARROWED = NarrowingScope.class.getName();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation) {
      var needed = NeededPermissions.of(operation);
      if (!needed.isEmpty()) {
        request.setAttribute(NARROWED, CurrentScope.narrow(scopeOf(needed)));
      }
    }
    return true;
  }

  private static DataScope scopeOf(Iterable<String> needed) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
      return DataScope.NOTHING; // refused a moment later
    }
    var scope = DataScope.BRAND;
    for (var permission : needed) {
      scope = scope.and(caller.scope(permission));
    }
    return scope;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception e) {
    if (request.getAttribute(NARROWED) instanceof Narrowed narrowed) {
      request.removeAttribute(NARROWED);
      narrowed.close();
    }
  }
}
