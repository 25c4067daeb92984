package io.quanyu.platform.storage;

import java.io.Serial;

/**
 * The server cannot start, for a reason that the operator can remove. Printed as two sentences
 * without a stack trace.
 */
public final class StartupException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * @param description what is wrong, one sentence in the operator's words
   * @param action what to do about it, one sentence
   */
  public StartupException(String description, String action) {
    super(description);
    this.action = action;
  }

  /** As above, for a failure that has a technical cause worth logging. */
  public StartupException(String description, String action, Throwable cause) {
    super(description, cause);
    this.action = action;
  }

  /** What the operator can do. */
  public String action() {
    return action;
  }
}
