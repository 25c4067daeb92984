package io.quanyu.platform.web;

/** What kind of refusal a problem is: decides its HTTP status, and is a label of the metrics. */
public enum ProblemCategory {
  /** The request makes no sense as it is. */
  INVALID(400),
  /** Nobody is signed in. */
  UNAUTHENTICATED(401),
  /** The caller may not do this. */
  FORBIDDEN(403),
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND(404),
  /** The address exists but not for this method. */
  METHOD_NOT_ALLOWED(405),
  /** No representation that the client accepts. */
  NOT_ACCEPTABLE(406),
  /** The request did not come in time. */
  TIMED_OUT(408),
  /** The state of the thing forbids it now. */
  CONFLICT(409),
  /** The thing changed since the caller read it. */
  PRECONDITION_FAILED(412),
  /** More bytes than we take. */
  TOO_LARGE(413),
  /** A media type that we do not read. */
  UNSUPPORTED(415),
  /** A limit is reached; a later try may succeed. */
  LIMIT_EXCEEDED(429),
  /** Our mistake. */
  INTERNAL(500),
  /** A system that we need answered wrongly or not at all. */
  UPSTREAM(502),
  /** We cannot serve right now; a later try may succeed. */
  UNAVAILABLE(503);

  private final int status;

  ProblemCategory(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
