package io.quanyu.sandbox.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers; any exception becomes HTTP 500.
   *
   * @throws BadRequest when the client can mend it: HTTP 400 with its message
   */
  Answer answer(Request request);
}
