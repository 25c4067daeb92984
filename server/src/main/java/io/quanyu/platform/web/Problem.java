package io.quanyu.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/**
 * A refusal as the client sees it (RFC 9457), media type {@code application/problem+json}.
 *
 * @param type which problem, relative to the server
 * @param title what is wrong in general, in the reader's language
 * @param status the HTTP status
 * @param detail what is wrong in this case and what to do next
 * @param errors which parts of the request are wrong; left out if empty
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  static Problem of(ProblemCode code, Locale locale, String detail, List<FieldError> errors) {
    return new Problem(code.type(), code.title(locale), code.category().status(), detail, errors);
  }
}
