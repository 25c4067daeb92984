package io.quanyu.platform.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Turns whatever a controller throws into a problem; nothing else ever reaches the client. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final Problems problems;

  ProblemHandler(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(ProblemException e, Locale locale) {
    return problems.response(
        e.code(), locale, e.detail(), e.errors(), e.retryAfter().orElse(Problems.RETRY_AFTER));
  }

  @ExceptionHandler
  ResponseEntity<Object> bodyRefused(BodyRefusedException e, Locale locale) {
    return problems.response(e.code(), locale, e.detail(), List.of());
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Object> databaseUnavailable(Exception e, Locale locale) {
    log.warn("the database did not answer in time", e);
    return problems.response(
        WebProblem.UNAVAILABLE, locale, "Try again in a few seconds.", List.of());
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e, Locale locale) throws Exception {
    if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
      throw e; // the security filters answer
    }
    return internal(e, locale);
  }

  private ResponseEntity<Object> internal(Exception e, Locale locale) {
    var reference = UUID.randomUUID();
    log.error("request failed, reference {}", reference, e);
    return problems.response(
        WebProblem.INTERNAL,
        locale,
        "The server's log says more under the reference " + reference + ".",
        List.of());
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var locale = request.getLocale();
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyRefusedException refusal) {
        return bodyRefused(refusal, locale);
      }
    }
    if (e.getCause() instanceof DatabindException mismatch) {
      var field = fieldOf(mismatch);
      return problems.response(
          WebProblem.REQUEST_MALFORMED,
          locale,
          "One field of the JSON body is wrong.",
          List.of(new FieldError(field, wordsOf(mismatch))));
    }
    var detail =
        e.getCause() instanceof JacksonException syntax && syntax.getLocation() != null
            ? "The body is not JSON at line %d, column %d."
                .formatted(syntax.getLocation().getLineNr(), syntax.getLocation().getColumnNr())
            : "A body is missing or cannot be read.";
    return problems.response(WebProblem.REQUEST_MALFORMED, locale, detail, List.of());
  }

  private static String fieldOf(DatabindException mismatch) {
    return mismatch.getPath().stream()
        .map(step ->
            step.getPropertyName() != null
                ? step.getPropertyName()
                : String.valueOf(step.getIndex()))
        .collect(Collectors.joining("."));
  }

  /** A record's own words from its constructor; Jackson's would name our classes. */
  private static String wordsOf(DatabindException mismatch) {
    for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return "is missing or not of the expected type";
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var name = e.getPropertyName() == null ? "parameter" : e.getPropertyName();
    return problems.response(
        WebProblem.REQUEST_MALFORMED,
        request.getLocale(),
        "A part of the address or a parameter is wrong.",
        List.of(new FieldError(name, "has not the form it should have")));
  }

  /** All other refusals of Spring MVC come through here, with their status. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var code = codeOf(status.value());
    if (code == WebProblem.INTERNAL) {
      return internal(e, request.getLocale());
    }
    var detail = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
    var response =
        problems.response(
            code, request.getLocale(), detail == null ? code.title() + "." : detail, List.of());
    return ResponseEntity.status(response.getStatusCode())
        .headers(all -> {
          all.addAll(headers); // such as Allow
          all.addAll(response.getHeaders());
        })
        .body(response.getBody());
  }

  static WebProblem codeOf(int status) {
    return switch (status) {
      case 401 -> WebProblem.SIGN_IN_REQUIRED;
      case 403 -> WebProblem.ACCESS_DENIED;
      case 404 -> WebProblem.NOT_FOUND;
      case 405 -> WebProblem.METHOD_NOT_ALLOWED;
      case 406 -> WebProblem.NOT_ACCEPTABLE;
      case 412 -> WebProblem.PRECONDITION_FAILED;
      case 413 -> WebProblem.TOO_LARGE;
      case 415 -> WebProblem.MEDIA_TYPE_UNSUPPORTED;
      case 503 -> WebProblem.UNAVAILABLE;
      default -> status < 500 ? WebProblem.REQUEST_MALFORMED : WebProblem.INTERNAL;
    };
  }
}
