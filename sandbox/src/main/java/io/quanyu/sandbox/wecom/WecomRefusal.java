package io.quanyu.sandbox.wecom;

/** A call that WeCom refuses; answered with HTTP 200 and the code. */
final class WecomRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WecomError error;

  WecomRefusal(WecomError error) {
    this(error, error.text());
  }

  /** Says in the hint what exactly is wrong, as the vendor does not. */
  WecomRefusal(WecomError error, String hint) {
    super(hint);
    this.error = error;
  }

  WecomError error() {
    return error;
  }
}
