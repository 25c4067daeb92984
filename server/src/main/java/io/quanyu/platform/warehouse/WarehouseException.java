package io.quanyu.platform.warehouse;

import java.io.Serial;

/** The warehouse did not do what it was asked. The next question stands a new chance. */
public final class WarehouseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Took longer than allowed and was stopped. */
    TIMEOUT,
    /** Its caller was interrupted, or the warehouse is closing. */
    CANCELLED,
    /** Too many wait already; try again soon. */
    BUSY,
    /** Wrong SQL, not enough memory or disk, a damaged file: see the cause. */
    FAILED
  }

  private final Reason reason;

  /** A refusal without a technical cause. */
  public WarehouseException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A refusal of the engine. */
  public WarehouseException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong, for callers that act on it. */
  public Reason reason() {
    return reason;
  }
}
