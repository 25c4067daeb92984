package io.quanyu.reach.wecom.internal;

import java.io.Serial;

/** A callback that is signed but makes no sense; the message says why, without its content. */
final class UnreadableCallbackException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableCallbackException(String why) {
    super(why);
  }

  UnreadableCallbackException(String why, Throwable cause) {
    super(why, cause);
  }
}
