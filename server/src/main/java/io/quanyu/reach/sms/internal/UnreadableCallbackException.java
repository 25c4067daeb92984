package io.quanyu.reach.sms.internal;

import java.io.Serial;

/** A callback that is signed but makes no sense; the message says why, without its content. */
final class UnreadableCallbackException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableCallbackException(String why) {
    super(why);
  }
}
