package io.quanyu.platform.combining;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request got no answer. The reason says whether it may have taken effect. */
public final class CombiningException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Too many wait. Nothing happened; try again soon. */
    BUSY(false),
    /** Its turn did not come in time. Nothing happened. */
    TIMEOUT(false),
    /** The server is stopping. Nothing happened. */
    CLOSED(false),
    /** Its decision failed, and it alone; see the cause. Nothing happened. */
    FAILED(false),
    /** The database cannot be used now; see the cause. Nothing happened. */
    UNAVAILABLE(false),
    /**
     * The connection was lost during the commit. Look it up by the request's idempotency key before
     * trying again.
     */
    UNKNOWN(true);

    private final boolean mayHaveHappened;

    Reason(boolean mayHaveHappened) {
      this.mayHaveHappened = mayHaveHappened;
    }
  }

  private final Reason reason;

  CombiningException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why there is no answer. */
  public Reason reason() {
    return reason;
  }

  /** Whether the request may have taken effect all the same. */
  public boolean mayHaveHappened() {
    return reason.mayHaveHappened;
  }
}
