package io.quanyu.sandbox.sms;

/** Why the gateway refuses a whole call; nothing of it is sent. */
enum SmsError {
  INVALID(400),
  UNAUTHORIZED(401),
  NO_BALANCE(402),
  TOO_MANY(429),
  BUSY(503);

  private final int status;

  SmsError(int status) {
    this.status = status;
  }

  /** HTTP status; the name is the code in the body. */
  int status() {
    return status;
  }
}
