package io.quanyu.brand.audit.web;

import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.internal.RequestRecord;
import io.quanyu.platform.web.Page;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Makes the entry of a view durable before anything of the answer is written: who was shown
 * something is recorded, whatever happens then. Lists tell how many they showed.
 */
@RestControllerAdvice
final class RecordBeforeAnswer implements ResponseBodyAdvice<Object> {

  private final AuditTrail trail;

  RecordBeforeAnswer(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType mediaType,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    RequestRecord.current()
        .filter(record -> record.told().isEmpty() && isGood(response))
        .ifPresent(record -> {
          count(record, body);
          trail.recordRequestNow();
        });
    return body;
  }

  private static boolean isGood(ServerHttpResponse response) {
    return response instanceof ServletServerHttpResponse servlet
        && servlet.getServletResponse().getStatus() < 400;
  }

  private static void count(RequestRecord record, @Nullable Object body) {
    switch (body) {
      case Page<?> page -> record.detail("shown", String.valueOf(page.items().size()));
      case Collection<?> list -> record.detail("shown", String.valueOf(list.size()));
      case null, default -> {}
    }
  }
}
