package io.quanyu.platform.web;

import java.io.IOException;
import java.io.Serial;

/** Ends the reading of a request's body that is too large or comes too slowly. */
final class BodyRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final WebProblem code;

  BodyRefusedException(WebProblem code, String detail) {
    super(detail);
    this.code = code;
  }

  WebProblem code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
