package io.quanyu.brand.audit.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.brand.audit.AuditEntry;
import io.quanyu.brand.audit.AuditObject;
import io.quanyu.brand.audit.AuditOutcome;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.internal.RequestRecord;
import io.quanyu.core.id.Uuid7;
import io.quanyu.platform.web.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** Opens the record of a request to an {@link Audited} handler, and tells how it ended. */
final class AuditInterceptor implements AsyncHandlerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(AuditInterceptor.class);

  private static final String RECORD = AuditInterceptor.class.getName();
  private static final int USER_AGENT_CHARS_MAX = 200;
  private static final int ADDRESS_CHARS_MAX = 45;

  private final AuditTrail trail;
  private final Uuid7 ids;
  private final Counter lost;

  AuditInterceptor(AuditTrail trail, Uuid7 ids, MeterRegistry metrics) {
    this.trail = trail;
    this.ids = ids;
    this.lost =
        Counter.builder("quanyu.audit.lost")
            .description("refusals and failures that could not be recorded")
            .register(metrics);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && request.getDispatcherType() == DispatcherType.REQUEST) {
      var audited = method.getMethodAnnotation(Audited.class);
      if (audited != null) {
        var record = recordOf(request, audited);
        request.setAttribute(RECORD, record);
        record.open();
      }
    }
    return true;
  }

  private RequestRecord recordOf(HttpServletRequest request, Audited audited) {
    var origin =
        new RequestRecord.Origin(
            ids.next(),
            cut(request.getRemoteAddr(), ADDRESS_CHARS_MAX),
            cut(request.getHeader(HttpHeaders.USER_AGENT), USER_AGENT_CHARS_MAX));
    return new RequestRecord(
        origin,
        actor(),
        audited.kind(),
        audited.action(),
        new AuditObject(audited.object(), idOf(request)));
  }

  private static String actor() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? caller.username()
        : AuditEntry.NOBODY;
  }

  private static @Nullable String idOf(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? cut(id, AuditObject.ID_CHARS_MAX)
        : null;
  }

  /** What a client sends may be of any length, and hold characters that no table takes. */
  private static @Nullable String cut(@Nullable String text, int most) {
    if (text == null) {
      return null;
    }
    var clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.isEmpty() ? null : clean.substring(0, Math.min(most, clean.length()));
  }

  /** What was done without a transaction and answered without a body. */
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView view) {
    RequestRecord.current()
        .filter(record -> record.told().isEmpty() && response.getStatus() < 400)
        .ifPresent(_ -> trail.recordRequestNow());
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(RECORD) instanceof RequestRecord record) {
      record.open(); // an answer that was written asynchronously ends on another thread
      try {
        var outcome = outcomeOf(response, failure);
        if (outcome != AuditOutcome.DONE && record.told().orElse(null) != outcome) {
          record.detail("status", String.valueOf(statusOf(response, failure)));
          record.outcome(outcome);
          trail.recordNow(record.entry());
        }
      } catch (RuntimeException e) {
        // The client has her refusal; nothing was done or shown.
        lost.increment();
        log.error("a refused request could not be recorded", e);
      } finally {
        RequestRecord.close();
      }
    }
  }

  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    RequestRecord.close();
  }

  private static AuditOutcome outcomeOf(HttpServletResponse response, @Nullable Exception failure) {
    int status = statusOf(response, failure);
    if (status >= 500) {
      return AuditOutcome.FAILED;
    }
    return status >= 400 ? AuditOutcome.REFUSED : AuditOutcome.DONE;
  }

  private static int statusOf(HttpServletResponse response, @Nullable Exception failure) {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      return 403; // the security filters answer after us
    }
    return failure == null ? response.getStatus() : 500;
  }
}
