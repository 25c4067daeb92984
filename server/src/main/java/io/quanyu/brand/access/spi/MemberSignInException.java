package io.quanyu.brand.access.spi;

import java.io.Serial;

/** The messenger did not say who it is. */
public final class MemberSignInException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean isRefused;

  /**
   * @param message for the log; no secret in it
   * @param isRefused whether the code is to blame, rather than the messenger or our settings
   */
  public MemberSignInException(String message, boolean isRefused, Throwable cause) {
    super(message, cause);
    this.isRefused = isRefused;
  }

  /** Whether beginning again may help. */
  public boolean isRefused() {
    return isRefused;
  }
}
