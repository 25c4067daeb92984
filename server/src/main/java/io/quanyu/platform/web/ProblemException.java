package io.quanyu.platform.web;

import java.io.Serial;
import java.util.List;

/** A refusal on which no caller within the server branches; the client gets it as a problem. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ProblemCode code;
  private final transient List<FieldError> errors;

  /**
   * @param detail what is wrong in this case and what to do next; shown to the client, so without
   *     SQL, class names and what the caller may not see
   */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, List.of());
  }

  /**
   * @param errors which parts of the request are wrong
   */
  public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  /** Why. */
  public ProblemCode code() {
    return code;
  }

  /** What is wrong in this case. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Which parts of the request are wrong; may be empty. */
  public List<FieldError> errors() {
    return errors;
  }
}
