package io.quanyu.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Makes responses of problems, and counts them. */
final class Problems {

  /** Where nothing better is known. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final JsonMapper mapper;
  private final MeterRegistry metrics;

  Problems(JsonMapper mapper, MeterRegistry metrics) {
    this.mapper = mapper;
    this.metrics = metrics;
  }

  ResponseEntity<Object> response(
      ProblemCode code, Locale locale, String detail, List<FieldError> errors) {
    return response(code, locale, detail, errors, RETRY_AFTER);
  }

  /**
   * @param retryAfter for refusals that pass
   */
  ResponseEntity<Object> response(
      ProblemCode code,
      Locale locale,
      String detail,
      List<FieldError> errors,
      Duration retryAfter) {
    count(code);
    var response =
        ResponseEntity.status(code.category().status())
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (isTemporary(code)) {
      response.header(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
    }
    return response.body(Problem.of(code, locale, detail, errors));
  }

  /** For filters, which come before Spring MVC. */
  void write(
      HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
      throws IOException {
    count(code);
    response.setStatus(code.category().status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (isTemporary(code)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, seconds(RETRY_AFTER));
    }
    var problem = Problem.of(code, request.getLocale(), detail, List.of());
    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
  }

  /** Rounded up: who comes at that time is not refused again. */
  private static String seconds(Duration wait) {
    return String.valueOf(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  private static boolean isTemporary(ProblemCode code) {
    return code.category() == ProblemCategory.UNAVAILABLE
        || code.category() == ProblemCategory.LIMIT_EXCEEDED;
  }

  private void count(ProblemCode code) {
    metrics
        .counter(
            "quanyu.problems",
            "module",
            code.module(),
            "slug",
            code.slug(),
            "category",
            code.category().name())
        .increment();
  }
}
