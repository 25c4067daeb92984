package io.quanyu.sandbox.http;

/** The request to the sandbox itself cannot be understood; the message says what to do. */
public final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses with HTTP 400. */
  public BadRequest(String message) {
    super(message);
  }
}
