package io.quanyu.sandbox.sms;

/** A call that the gateway refuses as a whole. */
final class SmsRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SmsError error;
  private final int retryAfterSeconds;

  SmsRefused(SmsError error, String reason) {
    this(error, reason, 0);
  }

  /** {@code retryAfterSeconds} 0: trying again is of no use, or is as good now as later. */
  SmsRefused(SmsError error, String reason, int retryAfterSeconds) {
    super(reason);
    this.error = error;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  SmsError error() {
    return error;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
