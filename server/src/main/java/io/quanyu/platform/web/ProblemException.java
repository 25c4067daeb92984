package io.quanyu.platform.web;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal on which no caller within the server branches; the client gets it as a problem. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ProblemCode code;
  private final transient List<FieldError> errors;
  private final transient @Nullable Duration retryAfter;

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
    this(code, detail, errors, null);
  }

  private ProblemException(
      ProblemCode code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /**
   * A refusal that will be none after some time.
   *
   * @param wait how long; the client reads it as {@code Retry-After}
   */
  public static ProblemException after(ProblemCode code, String detail, Duration wait) {
    return new ProblemException(code, detail, List.of(), wait);
  }

  /** Why. */
  public ProblemCode code() {
    return code;
  }

  /** What is wrong in this case. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** When to come again, if that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Which parts of the request are wrong; may be empty. */
  public List<FieldError> errors() {
    return errors;
  }
}
